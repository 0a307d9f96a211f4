"""The eye: the full-screen terminal; draws views, reports keys, decides nothing."""
