# Given the URLs.
require "json"
require "oauth2"
require "securerandom"
require "webrick"

ISSUER = ENV.fetch("ISSUER")
REDIRECT_URI = ENV.fetch("REDIRECT_URI")
client = OAuth2::Client.new(
  ENV.fetch("CLIENT_ID"),
  ENV.fetch("CLIENT_SECRET"),
  site: ISSUER,
  authorize_url: "#{ISSUER}/authorize",
  token_url: "#{ISSUER}/token"
)
server = WEBrick::HTTPServer.new(
  BindAddress: "127.0.0.1", Port: ENV.fetch("PORT"), AccessLog: [], Logger: WEBrick::Log.new($stderr, WEBrick::Log::WARN)
)

server.mount_proc "/" do |_request, response|
  state = SecureRandom.hex
  response.cookies << "state=#{state}; Path=/; HttpOnly"
  response.set_redirect(WEBrick::HTTPStatus::Found, client.auth_code.authorize_url(redirect_uri: REDIRECT_URI, state: state))
end

server.mount_proc "/callback" do |request, response|
  state = request.cookies.find { |cookie| cookie.name == "state" }&.value
  raise "another state" unless state && request.query["state"] == state
  raise request.query.values_at("error", "error_description").join(": ") if request.query["error"]

  token = client.auth_code.get_token(request.query["code"], redirect_uri: REDIRECT_URI)
  response.content_type = "application/json"
  response.body = token.get("#{ISSUER}/userinfo").parsed.to_json
rescue StandardError => e
  response.status = 500
  response.content_type = "text/plain"
  response.body = e.message.gsub(/\s+/, " ")
end

server.start
