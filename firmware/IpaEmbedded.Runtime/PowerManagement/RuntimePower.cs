using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Runtime.PowerManagement;

/// <summary>
/// Counts the users of one device's power: on while somebody uses it, off some time after the last one left.
/// </summary>
public sealed class RuntimePower
{
    private readonly EventLoop _loop;
    private readonly PowerCallbacks _callbacks;
    private readonly long _autosuspendMicroseconds;
    private readonly EventLoopTimer _autosuspend;
    private readonly WorkItem _suspendWork;
    private readonly WorkItem _resumeWork;
    private int _usage;
    private bool _active;
    private bool _enabled;
    private bool _systemSuspended;
    private bool _resumeAfterSystem;
    private long _lastBusy;

    /// <summary>Creates the counter of a device that is off; nothing happens before <see cref="Enable"/>.</summary>
    public RuntimePower(EventLoop loop, PowerCallbacks callbacks, long autosuspendMicroseconds)
    {
        _loop = loop;
        _callbacks = callbacks;
        _autosuspendMicroseconds = autosuspendMicroseconds;
        _autosuspend = new EventLoopTimer(loop, OnAutosuspendDue);
        _suspendWork = new WorkItem(SuspendIfIdle);
        _resumeWork = new WorkItem(ResumeIfUsed);
    }

    /// <summary>Whether the hardware has power.</summary>
    public bool IsActive
    {
        get { return _active; }
    }

    /// <summary>Number of users.</summary>
    public int UsageCount
    {
        get { return _usage; }
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
        _loop.Cancel(_suspendWork);
        _loop.Cancel(_resumeWork);
    }

    /// <summary>Becomes a user and returns with the hardware up; may wait.</summary>
    public void Acquire()
    {
        _usage++;
        Resume();
    }

    /// <summary>
    /// Becomes a user without waiting: returns true when the hardware is up; otherwise it comes up later and the caller, who
    /// is a user all the same, must <see cref="Release"/>.
    /// </summary>
    public bool AcquireAsync()
    {
        _usage++;
        if (_active) { return true; }
        if (_enabled && !_systemSuspended) { _loop.Post(_resumeWork); }
        return false;
    }

    /// <summary>Becomes a user only if the hardware is up and in use or idle but up; returns whether it did.</summary>
    public bool AcquireIfActive()
    {
        if (!_active) { return false; }
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
        _usage--;
        _lastBusy = _loop.Now;
        Idle();
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
    public void SystemSuspend(int referencesOfCore)
    {
        _autosuspend.Cancel();
        _resumeAfterSystem = _active && _usage > referencesOfCore;
        if (_active) { Suspend(); }
        _systemSuspended = true;
    }

    /// <summary>Ends the sleep of the system: gives power back if somebody used it before; otherwise the next user does. May wait.</summary>
    public void SystemResume()
    {
        _systemSuspended = false;
        if (_resumeAfterSystem) { Resume(); }
        _resumeAfterSystem = false;
    }

    /// <summary>Takes the power away for good at removal, when it is up; may wait.</summary>
    public void ForceSuspend()
    {
        Disable();
        if (_active) { Suspend(); }
    }

    private void Resume()
    {
        _autosuspend.Cancel();
        _loop.Cancel(_suspendWork);
        if (_active || !_enabled || _systemSuspended) { return; }
        // Set before the call: a user that the callback itself takes must not start it again.
        _active = true;
        bool done = false;
        try
        {
            _callbacks.Resume();
            done = true;
        }
        finally
        {
            if (!done) { _active = false; }
        }
    }

    private void Suspend()
    {
        _callbacks.Suspend();
        _active = false;
    }

    private void OnAutosuspendDue()
    {
        if (_usage > 0) { return; }
        if (_lastBusy + _autosuspendMicroseconds > _loop.Now) { Idle(); }
        else { _loop.Post(_suspendWork); }
    }

    private void SuspendIfIdle()
    {
        if (_usage == 0 && _active && _enabled && !_systemSuspended) { Suspend(); }
    }

    private void ResumeIfUsed()
    {
        if (_usage > 0) { Resume(); }
        else if (_enabled && !_active) { Resume(); Idle(); }
    }
}
