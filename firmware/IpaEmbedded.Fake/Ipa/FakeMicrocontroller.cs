using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Fake;

/// <summary>The IPA's microcontroller as the processor sees it: a mailbox in shared memory and two interrupts.</summary>
public sealed class FakeMicrocontroller
{
    // The last command that there is (section 6.2).
    private const byte GsiChannelEmpty = 0xa;

    private readonly FakeIpa _ipa;
    private readonly DmaMemory _shared;
    private int _base;
    private bool _loaded;

    internal FakeMicrocontroller(FakeIpa ipa, DmaMemory shared, int offset)
    {
        _ipa = ipa;
        _shared = shared;
        _base = offset;
    }

    /// <summary>Whether it has reported INIT_COMPLETED.</summary>
    public bool IsLoaded
    {
        get { return _loaded; }
    }

    /// <summary>Last command that the processor gave, 0 for none.</summary>
    public byte LastCommand { get; private set; }

    /// <summary>Reports that it runs (U1 of the conformance stimuli).</summary>
    public void FinishInit()
    {
        Respond(MicrocontrollerMemory.ResponseInitCompleted, 0);
    }

    /// <summary>Reports an event.</summary>
    public void RaiseEvent(byte value, uint parameter)
    {
        _shared.Write8(_base + MicrocontrollerMemory.Event, value);
        if (parameter != 0) { _shared.Write32(_base + MicrocontrollerMemory.EventParameter, parameter); }
        if (_ipa.Observer != null) { _ipa.Observer.OnMicrocontroller(false, value); }
        _ipa.RaiseInterrupt(IpaInterrupt.MicrocontrollerEvent);
    }

    /// <summary>Writes any response and raises its interrupt.</summary>
    public void Respond(byte response, uint parameter)
    {
        _loaded |= response == MicrocontrollerMemory.ResponseInitCompleted;
        _shared.Write8(_base + MicrocontrollerMemory.Response, response);
        if (parameter != 0) { _shared.Write32(_base + MicrocontrollerMemory.ResponseParameter, parameter); }
        if (_ipa.Observer != null) { _ipa.Observer.OnMicrocontroller(true, response); }
        _ipa.RaiseInterrupt(IpaInterrupt.MicrocontrollerResponse);
    }

    internal void MoveTo(int offset)
    {
        _base = offset;
    }

    internal void OnInterrupt()
    {
        byte command = _shared.Read8(_base + MicrocontrollerMemory.Command);
        LastCommand = command;
        if (_ipa.Observer != null) { _ipa.Observer.OnMicrocontrollerCommand(command); }
        if (!_loaded)
        {
            _ipa.Report(SanitizerRule.MicrocontrollerNotLoaded, _ipa.Registers.IpaIrqUc, 0, command, null);
            return;
        }
        if (command > GsiChannelEmpty) { _ipa.Report(SanitizerRule.MailboxCommand, _ipa.Registers.IpaIrqUc, 0, command, null); }
        if (_shared.Read8(_base + MicrocontrollerMemory.Response) != 0 || _shared.Read32(_base + MicrocontrollerMemory.ResponseParameter) != 0)
        {
            _ipa.Report(SanitizerRule.MailboxNotCleared, _ipa.Registers.IpaIrqUc, 0, command, null);
        }
        if (command == MicrocontrollerMemory.CommandErrorFatal) { return; }
        Respond(MicrocontrollerMemory.ResponseCommandCompleted, command);
    }
}
