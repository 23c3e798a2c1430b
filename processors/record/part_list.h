/// @file
/// A list in parts that other lists share: what a view is made of, so that the next view shares what did not change.
///
/// Example: a table of two groups of parts, the first part with the items 1 and 2, the second with none, the third with
/// 3: the list is 1, 2, 3. Another list may hold the first group and another second one.
#pragma once

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

namespace caseclock {

/// The items of one kind of all parts, in order: those that `kItems` of each Part holds. Reading it touches nothing;
/// whoever writes to a list has it copied first, so that those who share the parts see nothing of it.
/// Value type. Thread safety: as a vector; parts are immutable.
template <typename T, typename Part, std::vector<T> Part::*kItems>
class PartList {
 public:
  using value_type = T;
  /// Parts in order. Groups are shared whole where nothing in them changed.
  using Group = std::vector<std::shared_ptr<const Part>>;
  using Table = std::vector<std::shared_ptr<const Group>>;

  /// Forward, over the items of all parts.
  class const_iterator {
   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    using pointer = const T*;
    using reference = const T&;

    const_iterator() = default;
    explicit const_iterator(const Table& table) : table_(&table) { Seek(); }
    const_iterator(const T* at, const T* end) : at_(at), end_(end) {}

    reference operator*() const { return *at_; }
    pointer operator->() const { return at_; }
    const_iterator& operator++() {
      if (++at_ == end_ && table_ != nullptr) Seek();
      return *this;
    }
    const_iterator operator++(int) {
      const_iterator before = *this;
      ++*this;
      return before;
    }
    friend bool operator==(const const_iterator& a, const const_iterator& b) {
      return a.at_ == b.at_;
    }

   private:
    /// To the first item of the next part that has one.
    void Seek() {
      at_ = end_ = nullptr;
      for (; group_ < table_->size(); ++group_, part_ = 0) {
        const Group& group = *(*table_)[group_];
        while (part_ < group.size()) {
          const std::vector<T>& items = (*group[part_++]).*kItems;
          if (items.empty()) continue;
          at_ = items.data();
          end_ = at_ + items.size();
          return;
        }
      }
    }

    const T* at_ = nullptr;
    const T* end_ = nullptr;
    const Table* table_ = nullptr;
    std::size_t group_ = 0;
    std::size_t part_ = 0;  // the next
  };
  using iterator = T*;

  PartList() = default;
  /// Requires: not null.
  explicit PartList(std::shared_ptr<const Table> table) : table_(std::move(table)) {}
  PartList(std::vector<T> items) : own_(std::move(items)) {}
  PartList(std::initializer_list<T> items) : own_(items) {}

  const_iterator begin() const {
    return table_ ? const_iterator(*table_)
                  : const_iterator(own_.data(), own_.data() + own_.size());
  }
  const_iterator end() const {
    return table_ ? const_iterator() : const_iterator(own_.data() + own_.size(), nullptr);
  }
  bool empty() const { return begin() == end(); }
  /// Cost: linear in the parts.
  std::size_t size() const {
    if (table_ == nullptr) return own_.size();
    std::size_t size = 0;
    for (const auto& group : *table_) {
      for (const auto& part : *group) size += ((*part).*kItems).size();
    }
    return size;
  }
  /// Requires: it has so many. Cost: linear.
  const T& operator[](std::size_t place) const {
    return *std::next(begin(), static_cast<std::ptrdiff_t>(place));
  }
  const T& front() const { return *begin(); }

  // Whoever writes has a copy.
  iterator begin() { return Own().data(); }
  iterator end() { return Own().data() + own_.size(); }
  T& operator[](std::size_t place) { return Own()[place]; }
  T& front() { return Own().front(); }
  T& back() { return Own().back(); }
  void push_back(T item) { Own().push_back(std::move(item)); }
  void clear() { *this = PartList(); }

  /// A copy of all items, for whoever wants them side by side.
  operator std::vector<T>() const { return std::vector<T>(begin(), end()); }

  /// The parts, or null where the list is not made of any.
  const std::shared_ptr<const Table>& table() const { return table_; }

  friend bool operator==(const PartList& a, const PartList& b) {
    if (a.table_ != nullptr && a.table_ == b.table_) return true;
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
  }

 private:
  std::vector<T>& Own() {
    if (table_ != nullptr) {
      own_.assign(std::as_const(*this).begin(), std::as_const(*this).end());
      table_ = nullptr;
    }
    return own_;
  }

  std::shared_ptr<const Table> table_;
  std::vector<T> own_;  // where there is no table
};

}  // namespace caseclock
