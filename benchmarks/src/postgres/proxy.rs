//! A network with latency: everything sent through it arrives a fixed time later, in either direction.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::target::median;

/// Sleeping is only good to about a tenth of a millisecond; so much of every delay is spent spinning.
const SPIN: Duration = Duration::from_micros(150);
const CHUNK: usize = 64 * 1024;

/// Listens on a port of its own as long as the process lives.
pub struct Proxy {
    address: SocketAddr,
}

impl Proxy {
    /// Passes on to `server` and back, each direction that much later.
    pub fn start(server: SocketAddr, delay: Duration) -> Proxy {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        thread::spawn(move || {
            for client in listener.incoming() {
                connect(client.unwrap(), TcpStream::connect(server).unwrap(), delay);
            }
        });
        Proxy { address }
    }

    /// Starts before the server that an address names, and gives the address that leads through here.
    pub fn before(url: &str, delay: Duration) -> (Proxy, String) {
        let (host, port) = server(url);
        let server = std::net::ToSocketAddrs::to_socket_addrs(&(host, port)).unwrap().next().unwrap();
        let proxy = Proxy::start(server, delay);
        let through = url.replacen(&authority(url), &proxy.address.to_string(), 1);
        (proxy, through)
    }
}

/// The time a byte and its answer take through here beyond what they take without: what was really added.
pub fn measured(delay: Duration) -> Duration {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let server = listener.local_addr().unwrap();
    thread::spawn(move || listener.incoming().for_each(|client| echo(client.unwrap())));
    let proxy = Proxy::start(server, delay);
    let (with, without) = (round_trip(proxy.address), round_trip(server));
    Duration::from_secs_f64((with - without).max(0.0))
}

/// Both directions of one connection.
fn connect(client: TcpStream, server: TcpStream, delay: Duration) {
    let (client_too, server_too) = (client.try_clone().unwrap(), server.try_clone().unwrap());
    direction(client, server_too, delay);
    direction(server, client_too, delay);
}

/// One thread reads and notes the time, one writes when it has come: what is on its way delays nothing behind it.
fn direction(from: TcpStream, to: TcpStream, delay: Duration) {
    to.set_nodelay(true).unwrap();
    let (sender, receiver) = channel();
    thread::spawn(move || read(from, &sender));
    thread::spawn(move || write(to, &receiver, delay));
}

fn read(mut from: TcpStream, sender: &Sender<(Instant, Vec<u8>)>) {
    let mut chunk = vec![0; CHUNK];
    while let Ok(length @ 1..) = from.read(&mut chunk) {
        if sender.send((Instant::now(), chunk[..length].to_vec())).is_err() {
            break;
        }
    }
}

/// Writes until the other side of the channel is gone, and then says so to whoever listens.
fn write(mut to: TcpStream, receiver: &Receiver<(Instant, Vec<u8>)>, delay: Duration) {
    for (arrived, chunk) in receiver {
        wait_until(arrived + delay);
        if to.write_all(&chunk).is_err() {
            break;
        }
    }
    // Gone already is as good.
    let _ = to.shutdown(Shutdown::Write);
}

fn wait_until(moment: Instant) {
    let left = moment.saturating_duration_since(Instant::now());
    if let Some(sleep) = left.checked_sub(SPIN) {
        thread::sleep(sleep);
    }
    while Instant::now() < moment {
        std::hint::spin_loop();
    }
}

fn echo(mut client: TcpStream) {
    client.set_nodelay(true).unwrap();
    let mut byte = [0];
    while client.read_exact(&mut byte).is_ok() && client.write_all(&byte).is_ok() {}
}

/// Seconds from a byte to its answer, in the middle of a thousand.
fn round_trip(address: SocketAddr) -> f64 {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_nodelay(true).unwrap();
    let mut byte = [7];
    let times: Vec<f64> = (0..1_000)
        .map(|_| {
            let begun = Instant::now();
            stream.write_all(&byte).unwrap();
            stream.read_exact(&mut byte).unwrap();
            begun.elapsed().as_secs_f64()
        })
        .collect();
    median(&times)
}

/// `host:port` as it stands in an address.
fn authority(url: &str) -> String {
    let (_, rest) = url.split_once("://").unwrap();
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    rest[..end].rsplit('@').next().unwrap().to_owned()
}

fn server(url: &str) -> (String, u16) {
    let authority = authority(url);
    let (host, port) = authority.rsplit_once(':').unwrap_or((&authority, "5432"));
    (host.to_owned(), port.parse().unwrap())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sent_arrives_whole_and_never_early() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let delay = Duration::from_millis(5);
        let proxy = Proxy::start(listener.local_addr().unwrap(), delay);
        let mut client = TcpStream::connect(proxy.address).unwrap();
        let (mut server, _) = listener.accept().unwrap();
        let sent: Vec<u8> = (0..300_000_u32).map(|n| n as u8).collect();
        let begun = Instant::now();
        client.write_all(&sent).unwrap();
        client.shutdown(Shutdown::Write).unwrap();
        let mut arrived = Vec::new();
        server.read_to_end(&mut arrived).unwrap();
        assert!(begun.elapsed() >= delay);
        assert!(arrived == sent);
    }

    #[test]
    fn an_address_leads_through_the_proxy() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (proxy, through) = Proxy::before(&format!("postgres://bench:a@127.0.0.1:{port}/bench"), Duration::ZERO);
        assert_eq!(through, format!("postgres://bench:a@127.0.0.1:{}/bench", proxy.address.port()));
        assert_eq!(server("postgres://localhost/bench?x=1"), ("localhost".to_owned(), 5432));
    }
}
