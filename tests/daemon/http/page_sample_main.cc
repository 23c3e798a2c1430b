// Prints the live page of an invented council, or serves it until standard input ends, to be looked
// at in a browser. While it serves, every line of standard input adds one clock to the drag of the
// first council.
//   caseclock_page_sample > page.html          caseclock_page_sample serve
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <variant>

#include "daemon/http/http_server.h"
#include "daemon/page/board_page.h"
#include "tests/daemon/exposition/invented.h"

namespace {

using namespace caseclock;

std::shared_ptr<const View> WithMoreDrag(const View& view) {
  auto authority = std::make_shared<AuthorityView>(*view.authorities[0]);
  for (Row& row : authority->rows) {
    if (row.indicator == "assessment_45" && row.team == kWholeAuthority) ++row.drag;
  }
  auto next = std::make_shared<View>(view);
  next->authorities[0] = std::move(authority);
  return next;
}

int Serve() {
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
  auto view = invented::CouncilView();
  for (std::string line; std::getline(std::cin, line);) {
    view = WithMoreDrag(*view);
    board.Publish(view);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1 && std::string(argv[1]) == "serve") return Serve();
  const auto view = invented::CouncilView();
  std::cout << BoardPage(view.get(), invented::GoodHealth(), invented::Texts(),
                         {.authority = "", .now_us = invented::kNowUs, .nonce = ""});
  return 0;
}
