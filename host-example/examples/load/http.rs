//! A client that costs next to nothing, so that what is measured is the host.

use std::io;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A connection that is kept.
pub(crate) struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// An answer: status, headers and body as text.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Answer {
    /// The value of a cookie that it sets.
    pub(crate) fn cookie(&self, name: &str) -> Option<String> {
        let start = format!("set-cookie: {name}=");
        let line = self.head.lines().find(|line| line.starts_with(&start))?;
        Some(line[start.len()..].split(';').next()?.to_owned())
    }
}

impl Connection {
    pub(crate) async fn open(address: &str) -> io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::with_capacity(4096) })
    }

    /// Sends a request and reads its answer.
    pub(crate) async fn ask(&mut self, head: &str, body: &str) -> io::Result<Answer> {
        let request = format!("{head}host: load\r\ncontent-length: {}\r\n\r\n{body}", body.len());
        self.stream.write_all(request.as_bytes()).await?;
        let (status, head) = self.head().await?;
        let length: usize =
            head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok()).unwrap_or(0);
        while self.buffer.len() < length {
            self.fill().await?;
        }
        let body = self.buffer.drain(..length).collect();
        Ok(Answer { status, head, body: text(body)? })
    }

    /// Sends a request whose answer does not end; gives the status.
    pub(crate) async fn follow(&mut self, head: &str) -> io::Result<u16> {
        self.stream.write_all(format!("{head}host: load\r\n\r\n").as_bytes()).await?;
        Ok(self.head().await?.0)
    }

    /// Waits until the stream has said this.
    pub(crate) async fn wait_for(&mut self, words: &str) -> io::Result<()> {
        while !self.buffer.windows(words.len()).any(|window| window == words.as_bytes()) {
            self.fill().await?;
        }
        Ok(())
    }

    async fn head(&mut self) -> io::Result<(u16, String)> {
        let end = loop {
            match self.buffer.windows(4).position(|window| window == b"\r\n\r\n") {
                Some(end) => break end + 4,
                None => self.fill().await?,
            }
        };
        let head = text(self.buffer.drain(..end).collect())?;
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Ok((status, head))
    }

    async fn fill(&mut self) -> io::Result<()> {
        if self.stream.read_buf(&mut self.buffer).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(())
    }
}

fn text(bytes: Vec<u8>) -> io::Result<String> {
    String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}
