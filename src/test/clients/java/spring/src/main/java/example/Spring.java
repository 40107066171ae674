package example;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A client of Spring Boot, whose settings are in {@code application.yaml}. */
@SpringBootApplication
@RestController
public class Spring {
    public static void main(String[] args) {
        SpringApplication.run(Spring.class, args);
    }

    @GetMapping("/")
    Map<String, Object> claims(@AuthenticationPrincipal OAuth2User person) {
        return person.getAttributes();
    }

    /** Only to show the error: without this method, Spring Boot protects all pages in the same way, and shows a page of its own. */
    @Bean
    SecurityFilterChain security(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .oauth2Login(login -> login.failureHandler((request, response, failure) -> {
                    response.setStatus(500);
                    response.getWriter().println(failure);
                }))
                .build();
    }
}
