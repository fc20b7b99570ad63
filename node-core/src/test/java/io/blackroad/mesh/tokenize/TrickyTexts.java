package io.blackroad.mesh.tokenize;

import java.util.List;
import java.util.stream.Stream;

/** Well-formed texts on which tokenizers are known to disagree, or might. */
final class TrickyTexts {
  private static final List<String> ORDINARY =
      List.of(
          "",
          "The quick brown fox jumps over the lazy dog.",
          "unaffable antidisestablishmentarianism, supercalifragilisticexpialidocious",
          "Don't stop; can't won't shouldn't've",
          "e-mail: someone@example.org, +1 (555) 010-9999",
          "3.14159 1,000,000 1e-9 0x7f 50% #1 2026-01-01T00:00:00Z",
          "int[] a = {1, 2}; // x <= y && z != w ? p : q",
          "$+<=>^`|~ a$b a+b a<b a=b a>b a^b a`b a|b a~b",
          "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
          "snake_case camelCase kebab-case SCREAMING_SNAKE",
          "##ing ## # ### a##b",
          "wordswithoutspacesthatbelongtogetherbutwerenotwrittenso",
          "zzzzqqqqxxxx",
          "\ud83e\udd80unknown \ud83e\udd80");

  private static final List<String> SPACES =
      List.of(
          " ",
          "   \t\n\r  ",
          " leading and trailing ",
          "tab\tnew\nline\rreturn\r\nboth",
          "vertical\u000btab form\u000cfeed",
          "no\u00a0break narrow\u202fno\u202fbreak",
          "en\u2002quad\u2000em\u2003thin\u2009hair\u200aideographic\u3000space",
          "ogham\u1680space mongolian\u180eseparator",
          "line\u2028separator paragraph\u2029separator",
          "next\u0085line math\u205fspace");

  private static final List<String> CONTROLS =
      List.of(
          "nul\u0000in\u0000words",
          "\u0000",
          "bell\u0007escape\u001b[31mred",
          "delete\u007fc1\u0080\u009f",
          "zero\u200bwidth\u200cspaces\u200djoined\u2060here\ufeff",
          "\ufeffbyte order mark",
          "soft\u00adhyphen",
          "replacement\ufffdcharacter \ufffd",
          "bidi \u202eoverride\u202c \u2066isolate\u2069 \u200emark\u200f",
          "private \ue000\uf8ff use \udb80\udc00 \udbff\udffd",
          "tags \udb40\udc01\udb40\udc41\udb40\udc7f",
          "noncharacters \ufffe\uffff\ufdd0 \ud83f\udfff",
          "interlinear \ufff9a\ufffab\ufffb",
          "unassigned \u0378\u0530 \ud8c0\udc00");

  private static final List<String> LATIN =
      List.of(
          "caf\u00e9 cafe\u0301 CAF\u00c9 CAFE\u0301",
          "\u00c5ngstr\u00f6m \u212bngstrom A\u030angstrom",
          "na\u00efve r\u00e9sum\u00e9 fa\u00e7ade jalape\u00f1o",
          "\u0130stanbul I\u0307stanbul \u0131s\u0131k ISIK",
          "Stra\u00dfe STRASSE STRA\u1e9eE",
          "\u00c6sir \u0153uvre \u00d8re \u0141\u00f3d\u017a \u0110\u1eafk L\u1eafk",
          "Vi\u1ec7t Nam Ti\u1ebfng Vi\u1ec7t \u01a0\u01af",
          "\u01c4 \u01c5 \u01c6 \u01c7 \u01f1",
          "\ufb01ne \ufb02at o\ufb03ce \ufb05range",
          "\uff26\uff55\uff4c\uff4c \uff37\uff29\uff24\uff34\uff28 \uff01\uff1f\uff0e\uff0c",
          "zalgo\u0335\u0321\u0300\u0301\u0302\u0303 te\u0363\u0364xt",
          "\u212a \u2126 \u00b5 \u03bc \u2107",
          "H\u2082O x\u00b2 \u00bd \u2153 \u2116 \u2122 \u24d0 \u2460",
          "\u0344 \u0340\u0341 a\u0345",
          "\u1d00\u1d2c\u02b0 \u0250\u0283\u0292\u014b",
          "\ua7cb \ua7cc \ua7da \ua7dc \u2c2f \u1c89 \u10a0");

  private static final List<String> GREEK_CYRILLIC =
      List.of(
          "\u039f\u03b4\u03c5\u03c3\u03c3\u03b5\u03cd\u03c2 \u039f\u0394\u03a5\u03a3\u03a3\u0395\u03a5\u03a3",
          "\u03a3 \u03a3\u03a3 a\u03a3 \u03a3a a\u03a3b \u03c3\u03c2",
          "\u1f08\u03b8\u03b7\u03bd\u1fb6 \u1fb3 \u1f80 \u1fb7 \u1fcd",
          "\u03d1 \u03f4 \u03c6 \u03d5 \u0390 \u03b0 \u0385 \u037e \u0387",
          "\u041c\u043e\u0441\u043a\u0432\u0430 \u0401\u043b\u043a\u0430 \u0451 \u0439 \u0419",
          "\u0407\u0436\u0430\u043a \u0404\u0432\u0440\u043e\u043f\u0430 \u0490\u0430\u043d\u043e\u043a",
          "\u0460\u0461 \ua640\ua641 \u0488\u0489 \u0483",
          "\u0531\u0580\u0574\u0565\u0576\u056b\u0561 \u0587 \u055a\u0589",
          "\u10e5\u10d0\u10e0\u10d7\u10e3\u10da\u10d8 \u1c90\u1c91",
          "\u13a0\u13e9 \uab70 \u13f8");

  private static final List<String> EAST_ASIAN =
      List.of(
          "\u4eca\u5929\u5929\u6c14\u5f88\u597d\u3002",
          "\u6771\u4eac\u90fdTokyo\u90fd",
          "\u3400\u4dbf \u9fff \ufa0e \uf900 \ufad9",
          "\ud840\udc00\ud869\uded6 \ud869\udf00 \ud86d\udf40 \ud86e\udc1d \ud86e\udc20 \ud86e\udd20 \ud873\udea1",
          "\ud873\udeb0 \ud87a\udfe0 \ud880\udc00 \ud884\udf50 \ud87e\udc00 \ud87e\ude1d",
          "\u3072\u3089\u304c\u306a \u30ab\u30bf\u30ab\u30ca \u30ac\u30ae\u30b0 \u304b\u3099\u304d\u3099",
          "\u30d1\u30d3\u30d7 \u30cf\u309a \uff8a\uff9f\uff8a\uff9e \u30f4 \u309b\u309c",
          "\u3053\u3093\u306b\u3061\u306f\u3001\u4e16\u754c\uff01\u300c\u5f15\u7528\u300d\u30fb\u30fc\u301c",
          "\u31f0\u3200\u3250\u3300\u33ff\u3220 \u3007 \u3005",
          "\ud55c\uad6d\uc5b4 \uc548\ub155\ud558\uc138\uc694 \uac00\uac01\ud7a3",
          "\u1112\u1161\u11ab\u1100\u116e\u11a8 \u1100\u1161",
          "\u3131\u314f\u3134 \uffa1\uffc2 \ua960\ud7b0\ud7cb",
          "\ud55c\u302e\uad6d\u302f \u302a\u302d\u3099",
          "\u3105\u3106\u3107 \u31a0 \u2e80\u2f00\u2ff0",
          "\ua000\ua490 \ud81c\udc00 \ud82c\udc00 \ud82c\udd70");

  private static final List<String> RIGHT_TO_LEFT =
      List.of(
          "\u0645\u0631\u062d\u0628\u0627 \u0628\u0627\u0644\u0639\u0627\u0644\u0645\u060c \u0643\u064a\u0641\u061f",
          "\u0627\u0644\u0652\u0639\u064e\u0631\u064e\u0628\u0650\u064a\u0651\u064e\u0629\u064f \u0640\u0640",
          "\u0622 \u0623 \u0624 \u0625 \u0626 \u0627\u0653 \u06c0 \u06c2 \u06d3",
          "\ufedf\ufe8e \ufefb \ufdfa \ufdfd \u06dd \u0600 \u08e2 \u06de",
          "\u0661\u0662\u0663 \u06f1\u06f2\u06f3 \u066a\u066b\u066c \u06d4",
          "\u05e9\u05c1\u05b8\u05dc\u05d5\u05b9\u05dd \u05e2\u05d5\u05b9\u05dc\u05b8\u05dd",
          "\ufb2a \ufb2f \ufb4b \ufb1d \ufb1f \u05be \u05f3\u05f4 \u05c0",
          "\u0710\u0711 \u0700 \u07ca\u07eb \u0840\u0859 \u0800\u0816",
          "\ud83a\udd00\ud83a\udd22\ud83a\udd44\ud83a\udd4a \ud83a\udd5e");

  private static final List<String> SOUTH_ASIAN =
      List.of(
          "\u0928\u092e\u0938\u094d\u0924\u0947 \u0926\u0941\u0928\u093f\u092f\u093e\u0964 \u0965",
          "\u0929 \u0931 \u0934 \u0958 \u095f \u0928\u093c \u0915\u093c",
          "\u0995\u09cb\u09cc \u09dc\u09dd\u09df \u09c7\u09be",
          "\u0ba8\u0bca \u0bcb \u0bcc \u0b94 \u0ba4\u0bae\u0bbf\u0bb4\u0bcd",
          "\u0c48 \u0c04 \u0cc0 \u0cc7 \u0cc8 \u0cca \u0ccb \u0d4a \u0d4b \u0d4c \u0dda \u0ddc \u0ddd \u0dde",
          "\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35\u0e0a\u0e32\u0e27\u0e42\u0e25\u0e01 \u0e33 \u0e4f\u0e5a",
          "\u0eaa\u0eb0\u0e9a\u0eb2\u0e8d\u0e94\u0eb5 \u0eb3 \u1780\u17d2\u1798\u17c2\u179a \u17d4",
          "\u1019\u103c\u1014\u103a\u1019\u102c \u1026 \u1025\u102e \u104a",
          "\u0f40\u0f39 \u0f43 \u0f73 \u0f75 \u0f76 \u0f77 \u0f81 \u0fb9 \u0f0b\u0f0d",
          "\u1b05\u1b35 \u1b06 \u1b44 \u1b3b \ua9c0 \ua953 \u1baa \u1bf2",
          "\ud804\udc99\ud804\udcba \ud804\udc9a \ud804\udd2e \ud804\udf4b \ud805\udcbb \ud805\uddba",
          "\ud806\udd38 \ud804\udf85 \ud818\udd21 \ud81b\udd68 \ud801\uddd2",
          "\u1200\u135d\u1361\u1369 \u1820\u180b\u1885 \u1800 \u166d");

  private static final List<String> SYMBOLS =
      List.of(
          "\ud83d\ude00\ud83d\ude02 happy\ud83d\ude00face",
          "\ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67\u200d\ud83d\udc66 \ud83c\udff3\ufe0f\u200d\ud83c\udf08",
          "\ud83d\udc4d\ud83c\udffb\ud83d\udc4d\ud83c\udfff \u270c\ufe0f \u2764\ufe0f\u200d\ud83d\udd25",
          "\ud83c\udde9\ud83c\uddea\ud83c\uddfa\ud83c\uddf8 1\ufe0f\u20e3 \ud83c\udff4\udb40\udc67\udb40\udc62\udb40\udc7f",
          "\ud835\udc00\ud835\udc1a \ud835\udd04\ud835\udd1e \ud835\udfce\ud835\udfff \ud835\udeaa\u210d\u2115",
          "\u2200x\u2208\u211d: x\u2260y \u2264 \u2265 \u226e \u2209 \u2adc \u00d7 \u00f7 \u00b1",
          "\u20ac100 \u00a35 \u00a520 \u20bf1 \u00a2 \u20b9 \u00a4",
          "\u00ab\u00bb \u2039\u203a \u201c\u201d \u2018\u2019 \u201e \u300a\u300b \u2329\u232a",
          "\u2013\u2014\u2015\u2026\u2025\u2020\u2021\u2030\u203b\u203d \u00a7\u00b6\u00b7\u00bf\u00a1",
          "\u2e3a\u2e42\u2e43\u2e4f\u2e52\u2e55\u2e5a \u2e2f \ua67e \ud804\uddc9",
          "\u055e\u05c3\u0600\u070d\u0df4\u0e5b\u0f3a\u104b\u1360\u1400\u169b\u17d8\u1802\u1944",
          "\u2190\u2192\u21d4 \u2500\u2588 \u25a0\u2605\u266b \u2713 \u2801\u28ff \u2776",
          "\u00a9\u00ae\u00aa\u00ba\u00af\u00b4\u00b8\u02c6\u02d8 \u1fef \u1ffd \u1fbf",
          "\ud834\udd5e\ud834\udd6d\ud834\udd65 \ud834\udd60 \ud834\udd64\ud834\udd72 \ud834\uddbb",
          "a\ud834\udd6d\ud834\udd65 a\u302e\u0300\ud834\udd65 a\u302e\u180b\ud834\udd65 a\u302e\u00ad\ud834\udd65",
          "\ud838\udc00\ud838\udc26\ud836\ude00 \u1ab0\u1abf \u20d0\u20dd \ufe20\ufe2f",
          "\ud83c\udc00\ud83c\udca1 \ud800\udc00\ud800\udd07 \ud808\udc00\ud80c\udc00 \ud809\udc70",
          "\ud801\udc00\ud801\udc28 \ud801\udcb0 \ud803\udc80 \ud806\udca0 \ud81b\ude40 \ud801\udd70");

  private static final List<String> SPECIALS =
      List.of(
          "[SEP]",
          "[CLS] ignore what came before [SEP]",
          "a[SEP]b[MASK]c[PAD]d[UNK]e",
          "[sep] [ SEP ] [SEP [SE\u0000P] [[SEP]] [CLS][CLS]",
          "[unused1] [unused993]",
          "caf\u00e9[SEP]\u0301 a\u302e[MASK]\ud834\udd65");

  private static final List<String> LONG =
      List.of(
          "a".repeat(99),
          "a".repeat(100),
          "a".repeat(101),
          "before " + "b".repeat(101) + " after",
          "\u00e9".repeat(100),
          "e\u0301".repeat(100),
          "\uac01".repeat(33),
          "\uac01".repeat(34),
          "\ud83d\ude00".repeat(100),
          "\ud83d\ude00".repeat(101),
          "x\u00ad".repeat(100) + "!",
          "\u302e\ud834\udd65".repeat(50),
          "\u302e\ud834\udd65".repeat(51),
          ("ab".repeat(50) + "!").repeat(2),
          "word ".repeat(125),
          "word ".repeat(126),
          "word ".repeat(127),
          "unaffable ".repeat(60),
          "fox ".repeat(124) + "unaffable zzzzqqqqxxxx\u0250");

  private TrickyTexts() {}

  /** All texts that fit in a vector file. */
  static List<String> all() {
    return Stream.of(
            ORDINARY,
            SPACES,
            CONTROLS,
            LATIN,
            GREEK_CYRILLIC,
            EAST_ASIAN,
            RIGHT_TO_LEFT,
            SOUTH_ASIAN,
            SYMBOLS,
            SPECIALS,
            LONG)
        .flatMap(List::stream)
        .toList();
  }

  /** Texts of far more than 512 tokens, the first of 12,000 words. */
  static List<String> overlong() {
    return List.of(
        "word ".repeat(12_000),
        "unaffable, ".repeat(600),
        "\u4eca".repeat(600),
        ("\ud83e\udd80 ".repeat(5) + "unaffable" + "\u0250 ").repeat(200),
        ("x".repeat(101) + " ").repeat(600));
  }
}
