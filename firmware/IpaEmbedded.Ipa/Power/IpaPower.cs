using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Runtime.Clocks;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Interconnect;
using IpaEmbedded.Runtime.Scheduling;
using IpaEmbedded.Runtime.PowerManagement;

namespace IpaEmbedded.Ipa.Power;

/// <summary>Switches the core clock and the interconnect paths, and tells the driver before power goes and after it has come.</summary>
public sealed class IpaPower : PowerCallbacks
{
    /// <summary>Time without use after which the power goes, in microseconds.</summary>
    public const long AutosuspendMicroseconds = 500000;

    /// <summary>
    /// How long whoever cannot be called again asks for power or its end, in microseconds: votes are refused while others hold the few command sets.
    /// </summary>
    public const long PatienceMicroseconds = 1000000;

    private const int Retries = 10;
    private const long RetryMicroseconds = 1000;

    private readonly EventLoop _loop;
    private readonly IpaData _data;
    private readonly EventLoopTimer _pathsRetry;
    private readonly WorkItem _pathsWork;
    private Clock _clock;
    private InterconnectPaths _paths;
    private EventLoopHandler _afterResume;
    private EventLoopHandler _beforeSuspend;
    private EventLoopHandler _beforeOff;
    private EventLoopHandler _wakeUsers;

    /// <summary>Creates the switch.</summary>
    public IpaPower(EventLoop loop, IpaData data)
    {
        _loop = loop;
        _data = data;
        _pathsRetry = new EventLoopTimer(loop, PostPaths);
        _pathsWork = new WorkItem(DisablePaths);
    }

    /// <summary>Takes the clock at the version's rate.</summary>
    public void AcquireClock(Clock clock)
    {
        _clock = clock;
        clock.SetRate(_data.CoreClockHertz);
    }

    /// <summary>Takes the paths, off, at the version's bandwidths.</summary>
    public void AcquirePaths(InterconnectPaths paths)
    {
        _paths = paths;
        Repeat(ClaimPaths);
    }

    /// <summary>Gives clock and paths back.</summary>
    public void ReleaseResources()
    {
        ForgetPaths();
        InterconnectPaths paths = _paths;
        Clock clock = _clock;
        _paths = null;
        _clock = null;
        try
        {
            if (paths != null) { paths.Release(); }
        }
        finally
        {
            if (clock != null) { clock.Release(); }
        }
    }

    /// <summary>
    /// Says what happens around a suspend once the driver is set up, and right before each try to switch off, since a refused one leaves the hardware a
    /// millisecond more; null for nothing.
    /// </summary>
    public void SetHandlers(EventLoopHandler beforeSuspend, EventLoopHandler beforeOff, EventLoopHandler afterResume)
    {
        _beforeSuspend = beforeSuspend;
        _beforeOff = beforeOff;
        _afterResume = afterResume;
    }

    /// <summary>Says who wakes the users that wait for power, when it is there; null for nobody.</summary>
    public void SetWakeUsers(EventLoopHandler wakeUsers)
    {
        _wakeUsers = wakeUsers;
    }

    /// <inheritdoc/>
    public override void Resume()
    {
        ForgetPaths();
        try
        {
            Repeat(SwitchOn);
        }
        catch (HardwareException)
        {
            DisablePaths();
            throw;
        }
        if (_afterResume != null) { _afterResume(); }
    }

    /// <inheritdoc/>
    public override void OnResumed()
    {
        if (_wakeUsers != null) { _wakeUsers(); }
    }

    /// <inheritdoc/>
    public override void Suspend()
    {
        if (_beforeSuspend != null) { _beforeSuspend(); }
        bool off = false;
        try
        {
            Repeat(SwitchOff);
            off = true;
        }
        finally
        {
            if (!off && _afterResume != null) { _afterResume(); }
        }
        DisablePaths();
    }

    // Whoever votes shares a few command sets with others; a refusal passes.
    private void Repeat(EventLoopHandler step)
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                step();
                return;
            }
            catch (HardwareException e)
            {
                Note(e);
                if (attempt == Retries) { throw; }
            }
            _loop.Sleep(RetryMicroseconds);
        }
    }

    // Without its clock the core is off whatever the paths say: nobody waits for them, but their votes must not stay.
    private void DisablePaths()
    {
        try
        {
            _paths.Disable();
        }
        catch (HardwareException e)
        {
            Note(e);
            _pathsRetry.Start(RetryMicroseconds);
        }
    }

    private void PostPaths()
    {
        _loop.Post(_pathsWork);
    }

    private void ForgetPaths()
    {
        _pathsRetry.Cancel();
        _loop.Cancel(_pathsWork);
    }

    private void ClaimPaths()
    {
        _paths.Disable();
        _paths.SetBandwidth(_data.AverageKilobytesPerSecond, _data.PeakKilobytesPerSecond);
    }

    private void SwitchOn()
    {
        _paths.Enable();
        _clock.Enable();
    }

    private void SwitchOff()
    {
        if (_beforeOff != null) { _beforeOff(); }
        _clock.Disable();
    }

    private void Note(HardwareException refusal)
    {
        _loop.Trace.Add(IpaTraceId.VoteRefused, 0, 0, refusal.Message);
    }
}
