//! Child processes that end when they should.

use std::fs::{self, File};
use std::num::NonZeroUsize;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use process_wrap::std::{ChildWrapper, CommandWrap};

/// How many things this machine does at a time.
pub(crate) fn cores() -> usize {
    thread::available_parallelism().map_or(1, NonZeroUsize::get)
}

/// Does something with each item, as many at a time as there are cores, and says what failed first in their order.
pub(crate) fn side_by_side<T: Send>(
    items: Vec<T>,
    job: impl Fn(T) -> Result<()> + Sync,
) -> Result<()> {
    let queue = Mutex::new(items.into_iter().enumerate());
    let failed = Mutex::new(Vec::new());
    // A name of its own: the queue is free again before the job begins.
    let next = || lock(&queue).next();
    let work = || {
        while let Some((number, item)) = next() {
            if let Err(error) = job(item) {
                lock(&failed).push((number, error));
            }
        }
    };
    thread::scope(|scope| (0..cores()).for_each(|_| drop(scope.spawn(work))));
    let failed = failed.into_inner().unwrap_or_else(PoisonError::into_inner);
    match failed.into_iter().min_by_key(|(number, _)| *number) {
        Some((_, error)) => Err(error),
        None => Ok(()),
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// How a command with a time limit ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum CommandOutcome {
    /// It said that all went well.
    Success,
    /// It said that something went wrong, or was not there.
    Failure,
    /// It was still running at the limit, and was ended.
    TimedOut,
}

/// Runs a command with its output in a log, and ends it and all its children at the limit.
pub(crate) fn run_limited(command: Command, limit: Duration, log: &Path) -> Result<CommandOutcome> {
    let Ok(mut child) = ProcessGroup::start_logged(command, log) else {
        return Ok(CommandOutcome::Failure);
    };
    let start = Instant::now();
    loop {
        if let Some(status) = child.status()? {
            return Ok(if status.success() {
                CommandOutcome::Success
            } else {
                CommandOutcome::Failure
            });
        }
        if start.elapsed() > limit {
            return Ok(CommandOutcome::TimedOut);
        }
        thread::sleep(Duration::from_millis(50));
    }
}

/// Runs a command with its output in a log, which is shown if it fails.
pub(crate) fn run_logged(mut command: Command, log: &Path) -> Result<()> {
    let output = log_file(log)?;
    let status = command
        .stdin(Stdio::null())
        .stdout(output.try_clone()?)
        .stderr(output)
        .status()
        .with_context(|| format!("cannot start {}", command.get_program().display()))?;
    if !status.success() {
        let text = fs::read_to_string(log).unwrap_or_default();
        bail!("{} failed:\n{text}", command.get_program().display());
    }
    Ok(())
}

fn log_file(log: &Path) -> Result<File> {
    if let Some(folder) = log.parent() {
        fs::create_dir_all(folder)?;
    }
    File::create(log).with_context(|| format!("cannot write {}", log.display()))
}

/// A process with everything it started. Dropping it ends them all.
pub(crate) struct ProcessGroup(Box<dyn ChildWrapper>);

impl ProcessGroup {
    /// Starts a command that writes to our own output.
    pub(crate) fn start(command: Command) -> Result<Self> {
        let mut command = CommandWrap::from(command);
        command.command_mut().stdin(Stdio::null());
        #[cfg(unix)]
        command.wrap(process_wrap::std::ProcessGroup::leader());
        #[cfg(windows)]
        command.wrap(process_wrap::std::JobObject);
        Ok(Self(command.spawn()?))
    }

    fn start_logged(mut command: Command, log: &Path) -> Result<Self> {
        let output = log_file(log)?;
        command.stdout(output.try_clone()?).stderr(output);
        Self::start(command)
    }

    /// Asks it to end as Ctrl-C does, so that it can end its own children, and waits.
    pub(crate) fn interrupt(&mut self) -> Result<()> {
        #[cfg(unix)]
        self.0.signal(2)?;
        #[cfg(not(unix))]
        self.0.kill()?;
        self.0.wait()?;
        Ok(())
    }

    /// How it ended, once it has.
    pub(crate) fn status(&mut self) -> Result<Option<ExitStatus>> {
        Ok(self.0.try_wait()?)
    }
}

impl Drop for ProcessGroup {
    fn drop(&mut self) {
        // It may have ended by itself, which is just as well.
        let _ = self.0.kill();
    }
}

/// Ctrl-C and its kin, as something to wait for: the children end before we do.
pub(crate) struct Interrupt(Receiver<()>);

impl Interrupt {
    /// Starts to listen. Once in a process.
    pub(crate) fn listen() -> Result<Self> {
        let (sender, receiver) = mpsc::channel();
        ctrlc::set_handler(move || {
            // Nobody waits any more: we are ending already.
            let _ = sender.send(());
        })?;
        Ok(Self(receiver))
    }

    /// Waits that long, or until the interrupt; tells whether it came.
    pub(crate) fn came_within(&self, time: Duration) -> bool {
        !matches!(self.0.recv_timeout(time), Err(RecvTimeoutError::Timeout))
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::sync::Barrier;

    use super::*;

    fn log(name: &str) -> std::path::PathBuf {
        std::env::temp_dir().join(format!("xtask-{name}-{}.log", std::process::id()))
    }

    #[test]
    fn a_hanging_command_is_ended_at_the_limit() {
        let mut command = Command::new("sh");
        command.args(["-c", "sleep 60 & wait"]);
        let start = Instant::now();
        let outcome = run_limited(command, Duration::from_millis(200), &log("hang")).unwrap();
        assert_eq!(outcome, CommandOutcome::TimedOut);
        assert!(start.elapsed() < Duration::from_secs(10));
    }

    #[test]
    fn a_missing_command_is_a_failure() {
        let command = Command::new("no-such-command-here");
        let outcome = run_limited(command, Duration::from_secs(1), &log("missing")).unwrap();
        assert_eq!(outcome, CommandOutcome::Failure);
    }

    #[test]
    fn a_failed_command_shows_its_output() {
        let mut command = Command::new("sh");
        command.args(["-c", "echo the reason; exit 1"]);
        let error = run_logged(command, &log("failed")).unwrap_err();
        assert!(error.to_string().contains("the reason"));
    }

    #[test]
    fn jobs_run_at_once_and_the_first_that_failed_is_told() {
        // Each waits until all have begun.
        let all = Barrier::new(cores());
        let job = |number: usize| {
            all.wait();
            bail!("job {number}")
        };
        let error = side_by_side((0..cores()).collect(), job).unwrap_err();
        assert_eq!(error.to_string(), "job 0");
        side_by_side(vec![1, 2, 3], |_| Ok(())).unwrap();
    }
}
