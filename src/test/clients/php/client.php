<?php
// Given the URLs, without a library.
$issuer = getenv('ISSUER');
$client = ['client_id' => getenv('CLIENT_ID'), 'redirect_uri' => getenv('REDIRECT_URI')];
session_start();

function begin(): void
{
    global $issuer, $client;
    $_SESSION['state'] = bin2hex(random_bytes(16));
    $query = $client + ['response_type' => 'code', 'state' => $_SESSION['state']];
    header("Location: $issuer/authorize?" . http_build_query($query));
}

function callback(): array
{
    global $issuer, $client;
    if (!isset($_SESSION['state'], $_GET['state']) || $_GET['state'] !== $_SESSION['state']) {
        throw new RuntimeException('another state');
    }
    if (isset($_GET['error'])) {
        throw new RuntimeException("{$_GET['error']}: {$_GET['error_description']}");
    }
    $form = ['grant_type' => 'authorization_code', 'code' => $_GET['code'], 'client_secret' => getenv('CLIENT_SECRET')];
    $token = fetch("$issuer/token", [
        'method' => 'POST',
        'header' => 'Content-Type: application/x-www-form-urlencoded',
        'content' => http_build_query($client + $form),
    ]);
    return fetch("$issuer/userinfo", ['header' => "Authorization: Bearer {$token['access_token']}"]);
}

function fetch(string $url, array $request): array
{
    $context = stream_context_create(['http' => $request + ['ignore_errors' => true, 'timeout' => 30]]);
    $answer = json_decode(file_get_contents($url, false, $context) ?: '', true);
    if (!is_array($answer) || isset($answer['error'])) {
        throw new RuntimeException("$url: " . ($answer['error'] ?? 'no JSON'));
    }
    return $answer;
}

try {
    if (parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH) === '/callback') {
        $claims = callback();
        header('Content-Type: application/json');
        echo json_encode($claims);
    } else {
        begin();
    }
} catch (RuntimeException $e) {
    http_response_code(500);
    header('Content-Type: text/plain');
    echo strtr($e->getMessage(), "\r\n", '  ');
}
