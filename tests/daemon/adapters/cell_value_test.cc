#include "daemon/adapters/cell_value.h"

#include <gtest/gtest.h>

namespace caseclock {
namespace {

SheetCell TextCell(std::string_view text) { return {.kind = CellKind::kText, .text = text}; }
SheetCell NumberCell(double number, bool date_format = false) {
  return {.kind = CellKind::kNumber, .date_format = date_format, .number = number};
}
SheetCell ErrorCell(std::string_view code) { return {.kind = CellKind::kError, .text = code}; }
SheetCell BoolCell(bool value) { return {.kind = CellKind::kBool, .number = value ? 1.0 : 0.0}; }

TEST(CellValueTest, WhatStandsForNothingIsBlank) {
  for (const char* text : {"", "  ", "-", "--", "\xE2\x80\x93", "N/A", "n/a", "NA", "None", "NULL",
                           "not applicable", "\xC2\xA0"}) {
    EXPECT_EQ(ReadDate(TextCell(text), false).reading, Reading::kBlank) << text;
    EXPECT_EQ(ReadText(TextCell(text)).reading, Reading::kBlank) << text;
  }
  EXPECT_EQ(ReadDate(SheetCell{}, false).reading, Reading::kBlank);
}

TEST(CellValueTest, ALookUpThatFoundNothingIsNotKnown) {
  EXPECT_EQ(ReadDate(ErrorCell("#N/A"), false).reading, Reading::kNotKnown);
  EXPECT_EQ(ReadDate(TextCell("#N/A"), false).reading, Reading::kNotKnown);
  EXPECT_EQ(ReadCode(ErrorCell("#N/A"), CodeList::kNeed).reading, Reading::kNotKnown);
}

TEST(CellValueTest, OtherErrorsAreBad) {
  for (const char* code : {"#REF!", "#VALUE!", "#DIV/0!", "a formula without its value"}) {
    EXPECT_EQ(ReadDate(ErrorCell(code), false).reading, Reading::kBad) << code;
    EXPECT_EQ(ReadIdentifier(ErrorCell(code)).reading, Reading::kBad) << code;
  }
}

TEST(CellValueTest, DatesFromNumbersAndText) {
  const Date day = Date::FromYmd(2019, 1, 9);
  EXPECT_EQ(ReadDate(NumberCell(43474, true), false).date, day);
  EXPECT_EQ(ReadDate(NumberCell(43474), false).date, day);
  EXPECT_EQ(ReadDate(NumberCell(42012, true), true).date, day);
  EXPECT_EQ(ReadDate(TextCell("43474"), false).date, day);
  EXPECT_EQ(ReadDate(TextCell(" 09/01/2019 "), false).date, day);
}

TEST(CellValueTest, NumbersThatDoNotLookLikeADateAreBad) {
  // 2019 is a year in the wrong place, unless the cell says that it shows a date.
  EXPECT_EQ(ReadDate(NumberCell(2019), false).reason, "the number does not look like a date");
  EXPECT_EQ(ReadDate(NumberCell(2019, true), false).date, Date::FromYmd(1905, 7, 11));
  EXPECT_EQ(ReadDate(NumberCell(0.5, true), false).reading, Reading::kBad);
  EXPECT_EQ(ReadDate(NumberCell(20190109), false).reading, Reading::kBad);
  EXPECT_EQ(ReadDate(BoolCell(true), false).reading, Reading::kBad);
}

TEST(CellValueTest, IdentifiersAreTheSameFromNumberAndText) {
  EXPECT_EQ(ReadIdentifier(NumberCell(1111)).text, "1111");
  EXPECT_EQ(ReadIdentifier(TextCell(" 1111 ")).text, "1111");
  EXPECT_EQ(ReadIdentifier(TextCell("LL-0042")).text, "LL-0042");
  EXPECT_EQ(ReadIdentifier(NumberCell(123456789012345)).text, "123456789012345");
  // Leading zeros are part of an identifier: nobody knows how many a number lost.
  EXPECT_EQ(ReadIdentifier(TextCell("0042")).text, "0042");
}

TEST(CellValueTest, IdentifiersThatCannotBeTrustedAreBad) {
  EXPECT_EQ(ReadIdentifier(NumberCell(1234567890123456)).reading, Reading::kBad);
  EXPECT_EQ(ReadIdentifier(NumberCell(11.5)).reading, Reading::kBad);
  EXPECT_EQ(ReadIdentifier(BoolCell(true)).reading, Reading::kBad);
  EXPECT_EQ(ReadIdentifier(TextCell("Invented Name")).reason,
            "words without a digit are no identifier and may be a name");
  for (const char* text : {"Name, Invented", "Surname", "Unknown", "TBC", "xxx", "?", "0", "000",
                           "999999", "'0", "0.0"}) {
    EXPECT_EQ(ReadIdentifier(TextCell(text)).reading, Reading::kBad) << text;
  }
  EXPECT_EQ(ReadIdentifier(NumberCell(0)).reason, "zeros or nines alone stand for nobody");
  EXPECT_EQ(ReadIdentifier(TextCell("9999")).text, "9999");
  EXPECT_EQ(ReadIdentifier(TextCell("X0")).text, "X0");
  EXPECT_EQ(ReadIdentifier(TextCell("")).reading, Reading::kBlank);
}

TEST(CellValueTest, TextJoinsBlanksAndKeepsItsLetters) {
  EXPECT_EQ(ReadText(TextCell(" Team\n  North\t1 ")).text, "Team North 1");
  EXPECT_EQ(ReadText(TextCell("T\xC3\xAEm \xE2\x82\xAC \xF0\x9F\x98\x80")).text,
            "T\xC3\xAEm \xE2\x82\xAC \xF0\x9F\x98\x80");
  EXPECT_EQ(ReadText(NumberCell(7)).text, "7");
}

TEST(CellValueTest, TextThatTheProtocolRefusesIsBad) {
  EXPECT_EQ(ReadText(TextCell(std::string(256, 'x'))).reading, Reading::kValue);
  EXPECT_EQ(ReadText(TextCell(std::string(257, 'x'))).reading, Reading::kBad);
  for (const char* text : {"a\xFF", "a\xC3", "\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                           "\xE0\x80\x80", "\xF0\x80\x80\x80"}) {
    EXPECT_EQ(ReadText(TextCell(text)).reading, Reading::kBad) << text;
  }
}

TEST(CellValueTest, ControlCharactersAreBlanks) {
  EXPECT_EQ(ReadText(TextCell("a\x7F"
                              "b"))
                .text,
            "a b");
  EXPECT_EQ(ReadText(TextCell("a\xC2\x85")).text, "a");
}

TEST(CellValueTest, IdentifiersThatASpreadsheetMangledAreBad) {
  EXPECT_EQ(ReadIdentifier(TextCell("1.23E+10")).reading, Reading::kBad);
  EXPECT_EQ(ReadIdentifier(TextCell("1E5")).text, "1E5");
  EXPECT_EQ(ReadIdentifier(TextCell("'")).reading, Reading::kBlank);
}

TEST(CellValueTest, YesAndNo) {
  for (const char* text : {"Yes", "yes", "Y", "a) Yes", "a)Yes", "TRUE", "1"}) {
    EXPECT_EQ(ReadYesNo(TextCell(text)).number, 1) << text;
    EXPECT_EQ(ReadYesNo(TextCell(text)).reading, Reading::kValue) << text;
  }
  for (const char* text : {"No", "n", "b) No", "false", "0"}) {
    EXPECT_EQ(ReadYesNo(TextCell(text)).reading, Reading::kValue) << text;
    EXPECT_EQ(ReadYesNo(TextCell(text)).number, 0) << text;
  }
  EXPECT_EQ(ReadYesNo(BoolCell(true)).number, 1);
  EXPECT_EQ(ReadYesNo(NumberCell(1)).number, 1);
  EXPECT_EQ(ReadYesNo(TextCell("c) Unknown")).reading, Reading::kNotKnown);
  EXPECT_EQ(ReadYesNo(TextCell("perhaps")).reading, Reading::kBad);
}

TEST(CellValueTest, Counts) {
  EXPECT_EQ(ReadCount(NumberCell(0)).number, 0);
  EXPECT_EQ(ReadCount(TextCell("3")).number, 3);
  EXPECT_EQ(ReadCount(NumberCell(1000)).number, 1000);
  for (const SheetCell& cell :
       {NumberCell(-1), NumberCell(1001), NumberCell(1.5), TextCell("two")}) {
    EXPECT_EQ(ReadCount(cell).reading, Reading::kBad);
  }
}

struct CodeCase {
  CodeList list;
  const char* text;
  const char* code;
};

TEST(CellValueTest, CodesWithAndWithoutPrefixAndExplanation) {
  const CodeCase cases[] = {
      {CodeList::kSource, "a) 1A: Individual", "1A"},
      {CodeList::kSource, "1a", "1A"},
      {CodeList::kSource, "q) 6: Police", "6"},
      {CodeList::kSource, "u) 10: Unknown", "10"},
      {CodeList::kSource, "p1) 5D: LA services", "5D"},
      {CodeList::kSource, "School", "school"},
      {CodeList::kSource, "Police", "police"},
      {CodeList::kNeed, "N1 - Abuse or neglect", "N1"},
      {CodeList::kNeed, "a) N4", "N4"},
      {CodeList::kClosure, "RC7 - Services ceased", "RC7"},
      {CodeList::kAbuse, "a) Neglect", "NEG"},
      {CodeList::kAbuse, "Physical abuse", "PHY"},
      {CodeList::kAbuse, "e) Multiple/not recommended", "MUL"},
      {CodeList::kAbuse, "EMO", "EMO"},
      {CodeList::kLegalStatus, "C1: ICO", "C1"},
      {CodeList::kLegalStatus, "v2", "V2"},
      {CodeList::kPlacement, "zz) T4: Temporary placement", "T4"},
      {CodeList::kCareEnd, "a) E11: Adopted", "E11"},
      {CodeList::kCareEnd, "e) E4A: Returned home", "E4A"},
      {CodeList::kReversal, "RD3 - Prospective adopters could not be found", "RD3"},
  };
  for (const CodeCase& one : cases) {
    EXPECT_EQ(ReadCode(TextCell(one.text), one.list).text, one.code) << one.text;
  }
  EXPECT_EQ(ReadCode(NumberCell(4), CodeList::kSource).text, "4");
}

TEST(CellValueTest, FreeTextIsNoCode) {
  for (const char* text : {"Grandmother rang", "Mrs Invented", "A", "a)", "1AB", "123"}) {
    const CellValue value = ReadCode(TextCell(text), CodeList::kSource);
    EXPECT_EQ(value.reading, Reading::kBad) << text;
    EXPECT_EQ(value.reason, "not one of the codes of this column");
    EXPECT_EQ(value.text, "");
  }
}

}  // namespace
}  // namespace caseclock
