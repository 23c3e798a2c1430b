/// @file
/// Random messages of the protocol, most of them readable, for property tests of the codec.
///
/// Example: RandomEvents random(7); v1::CaseEvent message = random.Next(21);  // some
/// AssessmentStarted
#pragma once

#include <google/protobuf/message.h>

#include <random>
#include <string>

#include "caseclock/v1/case_event.pb.h"

namespace caseclock {

/// The same seed gives the same messages.
class RandomEvents {
 public:
  explicit RandomEvents(unsigned seed) : random_(seed) {}

  /// A message with this member of the oneof, some of its fields set to values that have their
  /// form.
  v1::CaseEvent Next(int event);

  /// The field numbers of the oneof's members, in order.
  static std::vector<int> EventNumbers();

 private:
  using Field = google::protobuf::FieldDescriptor;

  std::string Text();
  std::string Day();
  void Times(v1::CaseEvent& message);
  void Time(google::protobuf::Timestamp& time);
  void Fill(google::protobuf::Message& payload, const Field* field);
  std::string TextOf(const Field& field);
  int EnumOf(const Field& field);

  std::mt19937 random_;
};

}  // namespace caseclock
