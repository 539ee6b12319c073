//! Listeners.

use crate::scenario::SimulatorScenario;
use crate::service::{NoResponse, SeenRequest, Service, SignIn, router};
use axum::Router;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use tokio::sync::oneshot;
use tower_service::Service as _;

/// A scenario that is served on this machine, by a thread of its own. Dropping it ends it.
pub struct Simulator {
    service: Arc<Service>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Simulator {
    /// Serves on a free port of 127.0.0.1.
    ///
    /// # Errors
    ///
    /// What the operating system says.
    pub fn start(scenario: SimulatorScenario) -> io::Result<Self> {
        Self::start_on(scenario, SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))
    }

    /// Serves on an address of this machine; port 0 stands for any free one.
    ///
    /// # Errors
    ///
    /// Where the address is not this machine's own, or the operating system refuses it.
    pub fn start_on(scenario: SimulatorScenario, address: SocketAddr) -> io::Result<Self> {
        Self::start_for(scenario, address, Vec::new())
    }

    /// The same for pages of these origins alone, such as `http://127.0.0.1:8080`, and for programs.
    ///
    /// # Errors
    ///
    /// Those of [`Simulator::start_on`].
    pub fn start_for(
        scenario: SimulatorScenario,
        address: SocketAddr,
        origins: Vec<String>,
    ) -> io::Result<Self> {
        if !address.ip().is_loopback() {
            // Whoever can reach it can sign in.
            let problem = format!("{address} is not an address of this machine alone");
            return Err(io::Error::new(io::ErrorKind::InvalidInput, problem));
        }
        let listener = TcpListener::bind(address)?;
        listener.set_nonblocking(true)?;
        let origin = format!("http://{}", listener.local_addr()?);
        let service = Arc::new(Service::new(scenario, origin, origins));
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let (stop, stopped) = oneshot::channel();
        let router = router(Arc::clone(&service));
        let thread = thread::Builder::new()
            .name("azure-simulator".to_owned())
            .spawn(move || {
                runtime.block_on(async {
                    tokio::select! {
                        () = serve(listener, router) => {}
                        // The other end was dropped: that, too, is the end.
                        _ = stopped => {}
                    }
                });
                runtime.shutdown_background();
            })?;
        Ok(Self {
            service,
            stop: Some(stop),
            thread: Some(thread),
        })
    }

    /// `http://127.0.0.1:PORT`, which is the Resource Manager's address and the audience of its tokens.
    pub fn origin(&self) -> &str {
        &self.service.origin
    }

    /// The scenario's name.
    pub fn name(&self) -> &str {
        &self.service.scenario.name
    }

    /// Signs in.
    pub fn token(&self, sign_in: &SignIn) -> String {
        self.service.sign_in(sign_in).token
    }

    /// The requests to Resource Manager so far, oldest first: those of one session, or all.
    pub fn requests(&self, session: Option<&str>) -> Vec<SeenRequest> {
        self.service.state().requests(session)
    }

    /// Forgets requests, counters of faults and operations: of one session, or all.
    pub fn reset(&self, session: Option<&str>) {
        self.service.state().reset(session);
    }
}

impl Drop for Simulator {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            // Where the thread has ended already there is nobody to tell.
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

async fn serve(listener: TcpListener, router: Router) {
    let listener = match tokio::net::TcpListener::from_std(listener) {
        Ok(listener) => listener,
        Err(error) => return eprintln!("azure-simulator: {error}"),
    };
    loop {
        let stream = match listener.accept().await {
            Ok((stream, _)) => stream,
            Err(error) => {
                // Too many open files, say. Others may close theirs.
                eprintln!("azure-simulator: {error}");
                tokio::time::sleep(std::time::Duration::from_millis(50)).await;
                continue;
            }
        };
        // Answers are small, and a test that measures them should not measure Nagle's algorithm.
        let _ = stream.set_nodelay(true);
        let router = router.clone();
        tokio::spawn(async move {
            let answer = service_fn(move |request: hyper::Request<Incoming>| {
                let mut router = router.clone();
                async move {
                    let Ok(response) = router.call(request).await;
                    match response.extensions().get::<NoResponse>() {
                        // An error here closes the connection before any byte of an answer.
                        Some(NoResponse) => Err(io::Error::other("the scenario cuts it here")),
                        None => Ok(response),
                    }
                }
            });
            // A client that goes away, or a cut of the scenario: nothing to tell anyone.
            let _ = http1::Builder::new()
                .timer(TokioTimer::new())
                .serve_connection(TokioIo::new(stream), answer)
                .await;
        });
    }
}
