// Given the URLs.
package main

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"

	"golang.org/x/oauth2"
)

var issuer = os.Getenv("ISSUER")

var config = oauth2.Config{
	ClientID:     os.Getenv("CLIENT_ID"),
	ClientSecret: os.Getenv("CLIENT_SECRET"),
	RedirectURL:  os.Getenv("REDIRECT_URI"),
	Endpoint:     oauth2.Endpoint{AuthURL: issuer + "/authorize", TokenURL: issuer + "/token"},
}

func begin(w http.ResponseWriter, r *http.Request) {
	state := random()
	http.SetCookie(w, &http.Cookie{Name: "state", Value: state, Path: "/", HttpOnly: true})
	http.Redirect(w, r, config.AuthCodeURL(state), http.StatusFound)
}

func claims(r *http.Request) ([]byte, error) {
	state, err := r.Cookie("state")
	if err != nil || state.Value != r.FormValue("state") {
		return nil, errors.New("another state")
	}
	if r.Form.Has("error") {
		return nil, errors.New(r.FormValue("error") + ": " + r.FormValue("error_description"))
	}
	token, err := config.Exchange(r.Context(), r.FormValue("code"))
	if err != nil {
		return nil, err
	}
	response, err := config.Client(r.Context(), token).Get(issuer + "/userinfo")
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, errors.New(response.Status)
	}
	return io.ReadAll(response.Body)
}

func callback(w http.ResponseWriter, r *http.Request) {
	claims, err := claims(r)
	if err != nil {
		http.Error(w, fmt.Sprintf("%q", err), http.StatusInternalServerError)
		return
	}
	w.Write(claims)
}

func random() string {
	bytes := make([]byte, 16)
	if _, err := rand.Read(bytes); err != nil {
		log.Fatal(err)
	}
	return hex.EncodeToString(bytes)
}

func main() {
	http.HandleFunc("/", begin)
	http.HandleFunc("/callback", callback)
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), nil))
}
