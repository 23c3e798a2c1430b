/// @file
/// The templates of HTML mails, in the language of ctemplate.
///
/// Every value is escaped by where it stands: in text, in a quoted attribute, in a link (AUTOESCAPE). No value stands
/// in a style or a script. Colours stand at each element, because many mail programs drop <style>; what <style> adds is
/// the dark scheme. Nothing is said by colour alone.
///
/// Example: {{#ALERT}} ... {{HEADLINE}} ... {{/ALERT}} is repeated for each alert; {{#BUTTON}} is shown or not.
#pragma once

#include <string_view>

namespace caseclock {

/// The whole mail: head and style, heading, weekly summary, sections, foot.
extern const std::string_view kMailTemplate;

/// One alert, included by kMailTemplate as {{>ALERT}}.
extern const std::string_view kAlertTemplate;

}  // namespace caseclock
