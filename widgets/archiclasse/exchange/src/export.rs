//! Plans and bills as files.

pub mod bill;
pub mod dxf;
pub mod figure;
pub mod json;
pub mod sheet;
pub mod svg;
