"""Tests of coach.engine."""
