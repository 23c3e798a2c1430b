/// @file
/// The compact form in which records are held in memory: about 100 bytes for a record of three events.
///
/// Not a file format: it refers to a StringPool of the process. Checkpoints use proto/caseclock/v1/checkpoint.proto.
///
/// Layout, integers as base-128 varints:
///   kind(1 byte) id | n stamps | child stamp | floor stamp | n facts
///   stamp: seconds, microseconds, sequence, source (pool), event id
///   fact:  number(1 byte) flags(1 byte) stamp, then what the flags name
/// A stamp that several facts share is stored once.
#pragma once

#include <string>
#include <string_view>

#include "processors/record/record.h"
#include "processors/record/string_pool.h"

namespace caseclock {

/// Appends the compact form of `record`, without its child's id (the store knows it), to `out`.
void EncodeRecord(const Record& record, StringPool& pool, std::string& out);

/// The record in `bytes`; its texts borrow from `bytes` and `pool`. `child` is left empty.
/// Requires: bytes made by EncodeRecord with this pool.
void DecodeRecord(const char* bytes, const StringPool& pool, Record& record);

/// Kind and id alone, without decoding the rest. Example: the key under which the store finds a record.
struct RecordKey {
  RecordKind kind;
  std::string_view id;
  friend bool operator==(const RecordKey&, const RecordKey&) = default;
};
RecordKey DecodeKey(const char* bytes);

}  // namespace caseclock
