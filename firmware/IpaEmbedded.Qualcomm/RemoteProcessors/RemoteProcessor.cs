using IpaEmbedded.Qualcomm.Smem;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Qualcomm.RemoteProcessors;

/// <summary>Starts and stops a remote processor, restarts it after a crash, and tells its subscribers before and after.</summary>
public sealed class RemoteProcessor
{
    private const long ReadyTimeoutMicroseconds = 5000000;
    private const long StopTimeoutMicroseconds = 5000000;
    private const int StartAttempts = 3;

    private readonly EventLoop _loop;
    private readonly RemoteProcessorNotifier _notifier;
    private readonly RemoteProcessorControl _control;
    private readonly SmemState _stop;
    private readonly Completion _ready = new Completion();
    private readonly Completion _stopped = new Completion();
    private readonly WorkItem _recovery;
    private RemoteProcessorState _state;
    private bool _restart = true;
    private bool _hasFallen;
    private int _crashes;
    private string _failure = "";

    /// <summary>Creates the supervisor of a processor that is in reset; <paramref name="stop"/> asks it to stop by itself.</summary>
    public RemoteProcessor(EventLoop loop, RemoteProcessorNotifier notifier, RemoteProcessorControl control, SmemState stop)
    {
        _loop = loop;
        _notifier = notifier;
        _control = control;
        _stop = stop;
        _recovery = new WorkItem(Recover);
    }

    /// <summary>State of the processor.</summary>
    public RemoteProcessorState State
    {
        get { return _state; }
    }

    /// <summary>Number of crashes so far.</summary>
    public int CrashCount
    {
        get { return _crashes; }
    }

    /// <summary>What failed on the way down and up after the last crash; empty when nothing did.</summary>
    public string RestartFailure
    {
        get { return _failure; }
    }

    /// <summary>Whether a crash is followed by a new start; true unless changed.</summary>
    public bool RestartsAfterCrash
    {
        get { return _restart; }
        set { _restart = value; }
    }

    /// <summary>Takes the lines on which the processor reports; each is a pulse.</summary>
    public void Connect(ConsumerInterrupt watchdog, ConsumerInterrupt fatal, ConsumerInterrupt ready, ConsumerInterrupt stopped)
    {
        watchdog.Request(OnCrash);
        fatal.Request(OnCrash);
        ready.Request(_ready.Complete);
        stopped.Request(_stopped.Complete);
    }

    /// <summary>Starts the processor and waits until it is ready; runs as work.</summary>
    /// <exception cref="HardwareException">
    /// It runs already; or a subscriber or its control refused, or it crashed or was not ready within five seconds, and it is in reset again; or a subscriber
    /// refused afterwards, and it runs.
    /// </exception>
    public void Start()
    {
        if (_state != RemoteProcessorState.Offline) { throw new HardwareException(_notifier.Name + " cannot start: it is " + Describe(_state)); }
        _loop.DemandWait("start of " + _notifier.Name);
        _state = RemoteProcessorState.Starting;
        _hasFallen = false;
        bool ready = false;
        try
        {
            _notifier.Notify(RemoteProcessorEvent.BeforePowerup, false);
            _ready.Reset();
            _control.Start();
            ready = _loop.Wait(_ready, ReadyTimeoutMicroseconds) && !_hasFallen;
            if (!ready) { throw new HardwareException(_notifier.Name + (_hasFallen ? " crashed while it started" : " was not ready within five seconds")); }
        }
        finally
        {
            if (!ready) { PutIntoReset(false); }
        }
        _state = RemoteProcessorState.Running;
        _notifier.Notify(RemoteProcessorEvent.AfterPowerup, false);
    }

    /// <summary>Asks the processor to stop, for at most five seconds, and puts it in reset; runs as work.</summary>
    /// <exception cref="HardwareException">It does not run; or a subscriber or its control refused, and it was stopped all the same.</exception>
    public void Stop()
    {
        if (_state != RemoteProcessorState.Running) { throw new HardwareException(_notifier.Name + " cannot stop: it is " + Describe(_state)); }
        _loop.DemandWait("stop of " + _notifier.Name);
        _state = RemoteProcessorState.Stopping;
        try
        {
            _notifier.Notify(RemoteProcessorEvent.BeforeShutdown, false);
        }
        finally
        {
            StopAsked();
        }
    }

    private void StopAsked()
    {
        try
        {
            AskToStop();
        }
        finally
        {
            PutIntoReset(false);
        }
    }

    private void AskToStop()
    {
        _stopped.Reset();
        uint bit = 1u << _stop.Bit;
        _stop.Update(bit, bit);
        _loop.Wait(_stopped, StopTimeoutMicroseconds);
        _stop.Update(bit, 0);
    }

    private void PutIntoReset(bool crashed)
    {
        try
        {
            _control.Stop();
        }
        finally
        {
            _state = RemoteProcessorState.Offline;
            _notifier.Notify(RemoteProcessorEvent.AfterShutdown, crashed);
        }
    }

    private static string Describe(RemoteProcessorState state)
    {
        switch (state)
        {
            case RemoteProcessorState.Offline: return "offline";
            case RemoteProcessorState.Starting: return "starting";
            case RemoteProcessorState.Running: return "running";
            default: return "stopping";
        }
    }

    private void OnCrash()
    {
        if (_state == RemoteProcessorState.Running) { _loop.Post(_recovery); }
        if (_state != RemoteProcessorState.Starting) { return; }
        // Whoever starts it need not wait for what will not come.
        _hasFallen = true;
        _ready.Complete();
    }

    private void Recover()
    {
        // The watchdog and the fatal line may both have reported the same crash.
        if (_state != RemoteProcessorState.Running) { return; }
        _crashes++;
        _failure = "";
        Attempt(TakeDown);
        // It may crash again on its way; nobody else would start it.
        for (int left = StartAttempts; _restart && left > 0 && _state == RemoteProcessorState.Offline; left--) { Attempt(Start); }
    }

    private void TakeDown()
    {
        _state = RemoteProcessorState.Stopping;
        try
        {
            _notifier.Notify(RemoteProcessorEvent.BeforeShutdown, true);
        }
        finally
        {
            PutIntoReset(true);
        }
    }

    private void Attempt(EventLoopHandler step)
    {
        try
        {
            step();
        }
        catch (HardwareException failure)
        {
            // Nobody called who could be told; the reason can be read.
            _failure = failure.Message;
        }
    }
}
