using IpaEmbedded.Qualcomm.FirmwareLoading;

namespace IpaEmbedded.Fake;

/// <summary>TrustZone as far as the GSI firmware needs it: takes image and memory in order, then starts the GSI.</summary>
public sealed class FakeSecureMonitor : SecureMonitor
{
    private const uint GsiFirmware = 15;
    private const int Refused = -22;

    private readonly FakeSoc _soc;
    private bool _initialized;

    internal FakeSecureMonitor(FakeSoc soc)
    {
        _soc = soc;
    }

    /// <summary>What the next AuthenticateAndReset returns instead of checking; 0 for nothing special.</summary>
    public int AuthenticationError { get; set; }

    /// <summary>Calls of AuthenticateAndReset so far.</summary>
    public int Authentications { get; private set; }

    /// <summary>Calls of any kind so far; a first run without faults tells a sweep how far to go.</summary>
    public int Calls { get; private set; }

    /// <summary>The n-th call from 1 is refused; 0 for none.</summary>
    public int FailCallAt { get; set; }

    /// <inheritdoc/>
    public override bool Supports(uint peripheralId)
    {
        return peripheralId == GsiFirmware;
    }

    /// <inheritdoc/>
    public override int InitializeImage(uint peripheralId, ulong metadataAddress, int metadataSize)
    {
        if (++Calls == FailCallAt) { return Refused; }
        _initialized = peripheralId == GsiFirmware && metadataSize > 0;
        return _initialized ? 0 : Refused;
    }

    /// <inheritdoc/>
    public override int SetUpMemory(uint peripheralId, ulong address, ulong size)
    {
        CheckOrder("memory before the image");
        if (++Calls == FailCallAt) { return Refused; }
        return peripheralId == GsiFirmware && _initialized && size > 0 ? 0 : Refused;
    }

    /// <inheritdoc/>
    public override int AuthenticateAndReset(uint peripheralId)
    {
        Authentications++;
        CheckOrder("start before the image");
        if (++Calls == FailCallAt) { return Refused; }
        if (AuthenticationError != 0) { return AuthenticationError; }
        if (peripheralId != GsiFirmware || !_initialized) { return Refused; }
        _soc.Modem.SetGsiFirmware(true);
        return 0;
    }

    private void CheckOrder(string what)
    {
        if (!_initialized) { _soc.Sanitizer.Report(SanitizerRule.FirmwareOrder, "monitor", 0, null, 0, GsiFirmware, what); }
    }

    /// <inheritdoc/>
    public override int ShutDown(uint peripheralId)
    {
        _initialized = false;
        return 0;
    }
}
