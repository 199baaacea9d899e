using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Runtime.PowerManagement;

/// <summary>
/// Counts the users of one device's power: on while somebody uses it, off some time after the last one left.
/// </summary>
/// <remarks>
/// Whoever does not get the power is no user. A resume that nobody waits for and that fails is told to the owner and tried again until it
/// succeeds, the pauses doubling from 10 ms to 5.12 s.
/// </remarks>
public sealed class RuntimePower
{
    private const long FirstRetryMicroseconds = 10000;
    private const long LastRetryMicroseconds = 5120000;

    private readonly EventLoop _loop;
    private readonly PowerCallbacks _callbacks;
    private readonly long _autosuspendMicroseconds;
    private readonly EventLoopTimer _autosuspend;
    private readonly EventLoopTimer _retry;
    private readonly WorkItem _suspendWork;
    private readonly WorkItem _resumeWork;
    private int _usage;
    private bool _active;
    private bool _switching;
    private bool _enabled;
    private bool _systemSuspended;
    private bool _wanted;
    private long _pause = FirstRetryMicroseconds;
    private long _lastBusy;
    private uint _failures;
    private string _lastFailure;

    /// <summary>Creates the counter of a device that is off; nothing happens before <see cref="Enable"/>.</summary>
    public RuntimePower(EventLoop loop, PowerCallbacks callbacks, long autosuspendMicroseconds)
    {
        _loop = loop;
        _callbacks = callbacks;
        _autosuspendMicroseconds = autosuspendMicroseconds;
        _autosuspend = new EventLoopTimer(loop, OnAutosuspendDue);
        _retry = new EventLoopTimer(loop, PostResume);
        _suspendWork = new WorkItem(SuspendIfIdle);
        _resumeWork = new WorkItem(ResumeAsAsked);
    }

    /// <summary>Whether the hardware has power and is neither coming up nor going down.</summary>
    public bool IsActive
    {
        get { return _active && !_switching; }
    }

    /// <summary>Number of users.</summary>
    public int UsageCount
    {
        get { return _usage; }
    }

    /// <summary>Resumes and suspends that failed without a caller to tell.</summary>
    public uint FailureCount
    {
        get { return _failures; }
    }

    /// <summary>Why the last of them failed, or null.</summary>
    public string LastFailure
    {
        get { return _lastFailure; }
    }

    /// <summary>Lets users switch the power.</summary>
    public void Enable()
    {
        _enabled = true;
    }

    /// <summary>Stops all switching, as at removal; the state stays as it is.</summary>
    public void Disable()
    {
        _enabled = false;
        _autosuspend.Cancel();
        _retry.Cancel();
        _loop.Cancel(_suspendWork);
        _loop.Cancel(_resumeWork);
    }

    /// <summary>Becomes a user and returns with the hardware up; may wait.</summary>
    /// <exception cref="HardwareException">The hardware did not come up, or the system sleeps; the caller is no user.</exception>
    public void Acquire()
    {
        _usage++;
        bool up = false;
        try
        {
            Resume();
            if (!_active) { throw new HardwareException(_enabled ? "power asked for while the system sleeps" : "power asked for while it is not managed"); }
            up = true;
        }
        finally
        {
            if (!up) { Leave(); }
        }
    }

    /// <summary>
    /// Becomes a user of hardware that is up, for callers that cannot throw: asks again for so many microseconds. False when the hardware did not
    /// come up: the caller is no user, and the power is tried again later, as <see cref="PowerCallbacks.OnResumeFailed"/> says.
    /// </summary>
    public bool TryAcquire(long patienceMicroseconds)
    {
        long deadline = _loop.Now + patienceMicroseconds;
        while (true)
        {
            try
            {
                Acquire();
                return true;
            }
            catch (HardwareException reason)
            {
                if (!_enabled || _systemSuspended || _loop.Now >= deadline)
                {
                    OnRefused(reason);
                    return false;
                }
            }
            _loop.Sleep(FirstRetryMicroseconds);
        }
    }

    /// <summary>
    /// Becomes a user without waiting: returns true when the hardware is up; otherwise it comes up later and the caller, who
    /// is a user all the same, must <see cref="Release"/>.
    /// </summary>
    public bool AcquireAsync()
    {
        _usage++;
        return Touch();
    }

    /// <summary>
    /// Uses the hardware for the length of a call that does not wait: returns whether it is up, and if so the autosuspend time starts anew.
    /// Otherwise it comes up later, as after <see cref="AcquireAsync"/>, but the caller is no user.
    /// </summary>
    public bool Touch()
    {
        if (IsActive)
        {
            _lastBusy = _loop.Now;
            if (!_autosuspend.IsArmed) { Idle(); }
            return true;
        }
        _wanted = true;
        if (!_retry.IsArmed) { PostResume(); }
        return false;
    }

    /// <summary>Becomes a user only if the hardware is up and in use or idle but up; returns whether it did.</summary>
    public bool AcquireIfActive()
    {
        if (!IsActive) { return false; }
        _usage++;
        return true;
    }

    /// <summary>Becomes a user without touching the hardware, as a power-management core does before it calls a driver.</summary>
    public void AcquireWithoutResume()
    {
        _usage++;
    }

    /// <summary>Stops being a user; after the last one the hardware goes off when it was idle for the autosuspend time.</summary>
    public void Release()
    {
        if (_usage == 0) { throw new EventLoopException("power reference put more often than taken"); }
        Leave();
    }

    /// <summary>Starts the autosuspend timer when nobody uses the hardware.</summary>
    public void Idle()
    {
        if (_usage == 0 && _active && _enabled && !_autosuspend.IsArmed)
        {
            _autosuspend.Start(_lastBusy + _autosuspendMicroseconds - _loop.Now);
        }
    }

    /// <summary>Takes the power away for the sleep of the whole system, whoever uses it; may wait.</summary>
    /// <exception cref="HardwareException">The hardware did not come to rest; everything is as before.</exception>
    public void SystemSuspend(int referencesOfCore)
    {
        bool resume = _active && _usage > referencesOfCore;
        if (_active) { Suspend(); }
        _autosuspend.Cancel();
        _systemSuspended = true;
        _wanted |= resume;
    }

    /// <summary>
    /// Ends the sleep of the system: gives power back if somebody used it before or has asked for it since; otherwise the next user does. May wait.
    /// </summary>
    public void SystemResume()
    {
        _systemSuspended = false;
        if (_wanted) { ResumeAsAsked(); }
    }

    /// <summary>Takes the power away for good at removal, when it is up: tries again for so many microseconds; may wait.</summary>
    /// <exception cref="HardwareException">The hardware did not come to rest.</exception>
    public void ForceSuspend(long patienceMicroseconds)
    {
        Disable();
        long deadline = _loop.Now + patienceMicroseconds;
        while (_active)
        {
            try
            {
                Suspend();
            }
            catch (HardwareException)
            {
                if (_loop.Now >= deadline) { throw; }
                _loop.Sleep(FirstRetryMicroseconds);
            }
        }
    }

    private void Leave()
    {
        _usage--;
        _lastBusy = _loop.Now;
        Idle();
    }

    private void PostResume()
    {
        if (_enabled && !_systemSuspended) { _loop.Post(_resumeWork); }
    }

    private void Resume()
    {
        _autosuspend.Cancel();
        _loop.Cancel(_suspendWork);
        if (_active || !_enabled || _systemSuspended) { return; }
        // Set before the call: a user that the callback itself takes must not start it again.
        _active = true;
        _switching = true;
        bool done = false;
        try
        {
            _callbacks.Resume();
            done = true;
        }
        finally
        {
            _switching = false;
            _active = done;
        }
        OnUp();
    }

    private void OnUp()
    {
        _retry.Cancel();
        _pause = FirstRetryMicroseconds;
        _wanted = false;
        _lastBusy = _loop.Now;
        _callbacks.OnResumed();
    }

    private void Suspend()
    {
        _switching = true;
        bool done = false;
        try
        {
            _callbacks.Suspend();
            done = true;
        }
        finally
        {
            _switching = false;
            _active = !done;
        }
    }

    private void OnAutosuspendDue()
    {
        if (_usage > 0) { return; }
        if (_lastBusy + _autosuspendMicroseconds > _loop.Now) { Idle(); }
        else { _loop.Post(_suspendWork); }
    }

    private void SuspendIfIdle()
    {
        if (_usage > 0 || !_active || !_enabled || _systemSuspended) { return; }
        // Somebody may have come and gone since the timer posted this, and has started it anew.
        if (_lastBusy + _autosuspendMicroseconds > _loop.Now) { return; }
        try
        {
            Suspend();
        }
        catch (HardwareException reason)
        {
            // It stays on, and rests for another autosuspend time before the next try.
            Note(reason);
            _lastBusy = _loop.Now;
            Idle();
        }
    }

    private void ResumeAsAsked()
    {
        try
        {
            Resume();
            // Who asked while a suspend was under way that then failed waits for power that never went.
            if (_wanted && IsActive) { OnUp(); }
            Idle();
        }
        catch (HardwareException reason)
        {
            OnRefused(reason);
        }
    }

    private void OnRefused(HardwareException reason)
    {
        Note(reason);
        _wanted = true;
        // A sleeping system asks again when it wakes up.
        if (!_enabled || _systemSuspended) { return; }
        if (!_retry.IsArmed)
        {
            _retry.Start(_pause);
            if (_pause < LastRetryMicroseconds) { _pause *= 2; }
        }
        _callbacks.OnResumeFailed(reason, _retry.DueTime - _loop.Now);
    }

    private void Note(HardwareException reason)
    {
        _failures++;
        _lastFailure = reason.Message;
    }
}
