/// @file
/// The head of a request as it came: its headers, and whether everybody who reads it would read the same.
///
/// Example:
///   RequestHead head({{"Host", "127.0.0.1:9464"}, {"Content-Length", "5"}, {"content-length", "7"}});
///   head.Value("HOST") == "127.0.0.1:9464"
///   head.Problem() == "the request has two Content-Length headers"
///
/// What two readers could take differently is refused, never repaired: a proxy before the daemon that reads another
/// end of the request than the daemon does would let one client speak for the next.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

struct MHD_Connection;

namespace caseclock {

/// The headers of one request. Texts are borrowed from the connection, for the time of the request.
class RequestHead {
 public:
  struct Field {
    std::string_view name;
    std::string_view value;  ///< without the blanks before it
  };

  explicit RequestHead(std::vector<Field> fields) : fields_(std::move(fields)) {}

  /// As the library has read it. `method` and `version` are what it gives with the request, `path_end` where the path
  /// and query ended before it took them apart. What is left over between the parts that it found is a problem, too:
  /// it ends a text at a byte of zero.
  static RequestHead Of(MHD_Connection* connection, const char* method, const char* version,
                        const char* path_end);

  bool Has(std::string_view name) const;
  /// Of the first header of that name, in any case; "": there is none.
  std::string_view Value(std::string_view name) const;
  /// Why the request is not read: a sentence without a full stop; "": it may be.
  std::string Problem() const;
  /// Whether something follows the head.
  bool HasBody() const;

 private:
  std::vector<Field> fields_;
  bool has_gaps_ = false;  // bytes that belong to no part
};

/// What is asked for, as the first line names it. Texts are borrowed.
struct RequestTarget {
  std::string_view path;
  std::string_view query;  ///< without its question mark
  std::string_view host;   ///< with its port; "": it names none, and the header Host does
};

/// A whole address is taken apart, as RFC 9112, 3.2.2 asks of every server; its host must be allowed like that of the
/// header.
/// Example: "http://127.0.0.1:9464/records?part=drag" is {"/records", "part=drag", "127.0.0.1:9464"}.
RequestTarget ReadRequestTarget(std::string_view target);

/// What Accept-Encoding says of gzip.
/// Example: true of "br, gzip;q=0.5" and "*", false of "", "gzip;q=0" and "identity".
bool AcceptsGzip(std::string_view accept_encoding);

/// Name and password.
struct BasicCredentials {
  std::string user;
  std::string password;
  friend bool operator==(const BasicCredentials&, const BasicCredentials&) = default;
};

/// Of the header Authorization, its scheme in any case. Errors: nullopt, when it is of another scheme, cannot be
/// decoded, or holds a byte of zero, at which a check of passwords would end.
/// Example: "basic YW5uYTpzZWNyZXQ=" is {"anna", "secret"}.
std::optional<BasicCredentials> ReadBasicCredentials(std::string_view authorization);

}  // namespace caseclock
