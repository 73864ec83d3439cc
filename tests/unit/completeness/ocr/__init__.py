"""Tests of esor_bot.completeness.ocr."""
