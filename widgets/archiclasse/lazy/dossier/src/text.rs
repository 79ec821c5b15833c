//! The part's texts, compiled from its catalogues.

greffon_kit::catalogue!();
