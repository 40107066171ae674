package dev.challenger.transmission;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** The server's end of one SMTP connection, as {@link ScriptedMailServer} plays it. */
final class Line {
    private final List<String> commands;
    private final List<String> mails;
    private Socket socket;
    private BufferedReader in;

    Line(Socket socket, List<String> commands, List<String> mails) throws IOException {
        this.commands = commands;
        this.mails = mails;
        this.socket = socket;
        this.in = reader(socket);
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    void say(String reply) throws IOException {
        socket.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends one character after the other, endlessly. */
    void drip(int millis) throws IOException, InterruptedException {
        say("250-here it comes");
        while (true) {
            Thread.sleep(millis);
            socket.getOutputStream().write('2');
        }
    }

    /** Greets and answers as a correct server does. */
    void obey() throws IOException {
        obeyUntil("nothing");
    }

    /**
     * Greets and answers as a correct server does, up to a command that begins with this verb, which is not answered.
     */
    void obeyUntil(String verb) throws IOException {
        say("220 ready");
        answerUntil(verb);
    }

    /** Answers as a correct server does, up to a command that begins with this verb, which is not answered. */
    void answerUntil(String verb) throws IOException {
        answerUntil(verb, 1);
    }

    /** Takes this number of messages as a correct server does, and does not answer the MAIL of the next one. */
    void obeyForMessages(int messages) throws IOException {
        say("220 ready");
        answerUntil("MAIL", messages + 1);
    }

    private void answerUntil(String verb, int times) throws IOException {
        int heard = 0;
        for (String command = hear(); command != null && !command.equals("QUIT"); command = hear()) {
            heard += command.startsWith(verb) ? 1 : 0;
            if (heard == times) {
                return;
            }
            answer(command);
        }
    }

    /** Ends the connection as a server does that has crashed: the client is told of a reset. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private void answer(String command) throws IOException {
        if (command.equals("DATA")) {
            say("354 go on");
            receive();
        }
        say("250 fine");
    }

    /** Reads a mail up to the line with a single dot. */
    void receive() throws IOException {
        StringBuilder mail = new StringBuilder();
        String line = in.readLine();
        while (line != null && !line.equals(".")) {
            mail.append(line).append("\r\n");
            line = in.readLine();
        }
        mails.add(mail.toString());
    }

    private @Nullable String hear() throws IOException {
        String command = in.readLine();
        if (command != null) {
            commands.add(command);
        }
        return command;
    }

    /** Answers nothing until the client closes the connection. */
    void hang() throws IOException {
        while (in.read() >= 0) {
            // The input is ignored.
        }
    }

    /** Continues under TLS, as the server. */
    void startTls(SSLContext tls) throws IOException {
        SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, true);
        secured.setUseClientMode(false);
        socket = secured;
        in = reader(secured);
    }
}
