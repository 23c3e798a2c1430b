// Prints the live page of an invented council, or serves it until standard input ends, to be looked at in a browser.
//   caseclock_page_sample > page.html          caseclock_page_sample serve
#include <iostream>
#include <string>
#include <variant>

#include "daemon/exposition/board_page.h"
#include "daemon/exposition/http_server.h"
#include "tests/daemon/exposition/invented.h"

namespace {

int Serve() {
  using namespace caseclock;
  ViewBoard board;
  board.Publish(invented::CouncilView());
  board.PublishHealth(invented::GoodHealth());
  const Router router(&board, invented::Texts());
  auto started = HttpServer::Start(
      {.listen = "127.0.0.1:0", .now_us = [] { return invented::kNowUs; }}, &router);
  if (const auto* error = std::get_if<HttpServerError>(&started)) {
    std::cerr << error->message << "\n";
    return 1;
  }
  std::cout << std::get<std::unique_ptr<HttpServer>>(started)->Url() << std::endl;
  for (std::string line; std::getline(std::cin, line);) continue;
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace caseclock;
  if (argc > 1 && std::string(argv[1]) == "serve") return Serve();
  const auto view = invented::CouncilView();
  std::cout << BoardPage(view.get(), invented::GoodHealth(), invented::Texts(),
                         {.authority = "", .now_us = invented::kNowUs, .nonce = ""});
  return 0;
}
