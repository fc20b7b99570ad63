package io.blackroad.mesh.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FigureTest {
  @Test
  void threeDigits() {
    assertEquals("0.123", Figure.text(0.12345));
    assertEquals("12.3", Figure.text(12.345));
    assertEquals("0", Figure.text(0));
    assertEquals("2", Figure.text(2));
  }

  @Test
  void largeNumbersKeepTheirWholePart() {
    assertEquals("123457", Figure.text(123_456.7));
    assertEquals("1000", Figure.text(1_000));
  }

  @Test
  void whatIsNearOneKeepsTheDifference() {
    assertEquals("0.999999997", Figure.text(0.999999997));
    assertEquals("0.99123", Figure.text(0.99123));
  }

  @Test
  void tinyNumbersHaveAnExponent() {
    assertEquals("0.00000123", Figure.text(1.2345e-6));
    assertEquals("4.5E-7", Figure.text(4.5e-7));
  }

  @Test
  void samplesShowTheirSpread() {
    assertEquals("2 (1 to 4)", Figure.text(Samples.of(4, 1, 2)));
  }
}
