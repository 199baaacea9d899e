using IpaEmbedded.Qualcomm.RemoteProcessors;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Fake;

/// <summary>
/// Boots the fake modem by itself, step after step with the chip's latencies, up to the end of the handshake; takes it
/// down, and brings it back after a crash.
/// </summary>
public sealed class ModemBoot
{
    private const int StepBefore = 0;
    private const int StepAfter = 1;
    private const int StepFirmware = 2;
    private const int StepClockQuery = 3;
    private const int StepService = 4;
    private const int StepMicrocontroller = 5;
    private const int StepIndication = 6;
    private const int StepDriver = 7;
    private const int StepDone = 8;
    private const int RestartMicroseconds = 100000;
    private const int ImmediateStepMicroseconds = 1000;

    private readonly FakeModem _modem;
    private readonly FakeChip _chip;
    private readonly bool _loadsGsiFirmware;
    private readonly EventLoopTimer _timer;
    private readonly EventLoopTimer _restart;
    private ModemPhase _phase;
    private int _step;
    private bool _gsiLoaded;
    private bool _microcontrollerLoaded;
    private bool _driverReported;

    /// <summary>Creates the sequence; <paramref name="loadsGsiFirmware"/> is the property "modem-init".</summary>
    public ModemBoot(FakeChip chip, FakeModem modem, bool loadsGsiFirmware)
    {
        _chip = chip;
        _modem = modem;
        _loadsGsiFirmware = loadsGsiFirmware;
        _timer = new EventLoopTimer(chip.Loop, Step);
        _restart = new EventLoopTimer(chip.Loop, PowerUp);
        modem.Progress = OnProgress;
        chip.Pipeline.Crash = CrashAsPlanned;
        chip.Pipeline.SetupReady = SayReadyAgain;
        RestartsAfterCrash = true;
        if (loadsGsiFirmware) { modem.SetGsiFirmware(false); }
    }

    /// <summary>How far the modem is.</summary>
    public ModemPhase Phase
    {
        get { return _phase; }
    }

    /// <summary>Whether the modem starts again after a crash.</summary>
    public bool RestartsAfterCrash { get; set; }

    /// <summary>Crashes so far.</summary>
    public int Crashes { get; private set; }

    /// <summary>Network that is up only while the modem runs, or null.</summary>
    public FakeNetwork Network { get; set; }

    /// <summary>
    /// Who is told that the modem is ready, or null. When set, a supervisor starts and stops the modem and tells drivers; otherwise this
    /// sequence does both.
    /// </summary>
    public EventLoopHandler Ready { get; set; }

    /// <summary>Who is told of a crash when there is a supervisor.</summary>
    public EventLoopHandler Fatal { get; set; }

    /// <summary>Starts the modem; it goes on by itself.</summary>
    public void PowerUp()
    {
        if (_phase != ModemPhase.Off && _phase != ModemPhase.Crashed) { return; }
        _restart.Cancel();
        _phase = ModemPhase.PoweringUp;
        _step = StepBefore;
        Step();
    }

    /// <summary>Stops the modem in an orderly way.</summary>
    public void PowerDown()
    {
        Down(false);
        _phase = ModemPhase.Off;
    }

    /// <summary>Kills the modem at once; drivers hear of it as work.</summary>
    public void Crash()
    {
        if (_phase == ModemPhase.Off || _phase == ModemPhase.Crashed) { return; }
        Crashes++;
        Down(true);
        _phase = ModemPhase.Crashed;
        if (Ready != null) { ReportFatal(); }
        else if (RestartsAfterCrash) { _restart.Start(RestartMicroseconds); }
    }

    private void CrashAsPlanned()
    {
        if (_phase == ModemPhase.Off || _phase == ModemPhase.Crashed) { return; }
        _chip.Faults.Tell(FaultKind.ModemCrash, _chip.Faults.Events);
        Crash();
    }

    /// <summary>The modem, which must not run, has forgotten this boot, as when the whole SoC was without power: its next start loads everything and says everything again.</summary>
    public void Forget()
    {
        _gsiLoaded = false;
        _microcontrollerLoaded = false;
        _driverReported = false;
        if (_loadsGsiFirmware) { _modem.SetGsiFirmware(false); }
    }

    private void SayReadyAgain()
    {
        if (!_gsiLoaded || _phase == ModemPhase.Off || _phase == ModemPhase.Crashed) { return; }
        _chip.Faults.SetupReadyAt = 0;
        _chip.Faults.Tell(FaultKind.RepeatedSetupReady, _chip.Faults.Events);
        _modem.AssertSetupReady();
    }

    private void Down(bool crashed)
    {
        _timer.Cancel();
        _restart.Cancel();
        if (Network != null) { Network.IsUp = false; }
        if (_phase == ModemPhase.Off || _phase == ModemPhase.Crashed) { return; }
        Tell(RemoteProcessorEvent.BeforeShutdown, crashed);
        Tell(RemoteProcessorEvent.AfterShutdown, crashed);
        _modem.SendBye();
    }

    private void ReportFatal()
    {
        if (Fatal != null) { Fatal(); }
    }

    private void Tell(RemoteProcessorEvent moment, bool crashed)
    {
        if (Ready == null) { _modem.Notify(moment, crashed); }
    }

    private void Later()
    {
        // Even a modem that answers at once gives the processor's work time between two steps.
        int delay = _chip.Timing.ModemStep();
        _timer.Start(delay == 0 ? ImmediateStepMicroseconds : delay);
    }

    private void Step()
    {
        if (_chip.Faults.IsMute()) { return; }
        switch (_step++)
        {
            case StepBefore:
                Tell(RemoteProcessorEvent.BeforePowerup, false);
                Later();
                break;
            case StepAfter:
                _phase = ModemPhase.Booting;
                Tell(RemoteProcessorEvent.AfterPowerup, false);
                if (Ready != null) { Ready(); }
                Later();
                break;
            case StepFirmware:
                if (!_gsiLoaded && _loadsGsiFirmware)
                {
                    _gsiLoaded = true;
                    _modem.LoadGsiFirmware();
                    _modem.AssertSetupReady();
                }
                Later();
                break;
            case StepClockQuery:
                _modem.AssertClockQuery();
                Later();
                break;
            case StepService:
                _phase = ModemPhase.ServiceUp;
                _modem.AnnounceService();
                Later();
                break;
            case StepMicrocontroller:
                if (!_microcontrollerLoaded) { _modem.FinishMicrocontrollerInit(); }
                _microcontrollerLoaded = true;
                Later();
                break;
            case StepIndication:
                if (!_modem.IsApServiceKnown || _modem.InitDriverRequests == 0)
                {
                    _step = StepIndication;
                    break;
                }
                _modem.SendIndicationRegister();
                Later();
                break;
            case StepDriver:
                if (!_driverReported) { _modem.SendDriverInitComplete(); }
                _driverReported = true;
                // A modem that restarts reports nothing here, so no answer follows that would show the end of the handshake.
                OnProgress();
                break;
            default:
                break;
        }
    }

    // The processor did something: a boot that waits for it goes on, and the end of the handshake is seen.
    private void OnProgress()
    {
        if (_step == StepIndication && !_timer.IsArmed && _modem.IsApServiceKnown && _modem.InitDriverRequests > 0 && _phase == ModemPhase.ServiceUp) { Later(); }
        if (_step == StepDone && _phase == ModemPhase.ServiceUp && _modem.InitCompletes > 0)
        {
            _phase = ModemPhase.Connected;
            if (Network != null) { Network.IsUp = true; }
        }
    }
}
