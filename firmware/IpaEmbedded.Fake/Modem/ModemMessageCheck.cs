namespace IpaEmbedded.Fake;

/// <summary>Holds what the application processor tells the modem against the IPA reference, section 7: framing, answers, INIT_COMPLETE, and INIT_DRIVER against what the chip knows.</summary>
internal sealed class ModemMessageCheck
{
    private const int HeaderSize = 7;
    private const int TlvHeaderSize = 3;
    private const int Kept = 64;
    private const byte ResultTlv = 0x02;
    private const int ResultSize = 4;

    private readonly FakeChip _chip;
    private readonly InitDriverCheck _initDriver;
    private readonly int[] _asked = new int[Kept];
    private int _askedCount;
    private bool _registered;
    private bool _answered;
    private bool _completed;

    internal ModemMessageCheck(FakeChip chip)
    {
        _chip = chip;
        _initDriver = new InitDriverCheck(chip);
    }

    /// <summary>The modem went: the handshake begins anew.</summary>
    internal void Restart()
    {
        _registered = false;
        _answered = false;
        _completed = false;
        _askedCount = 0;
    }

    /// <summary>A message that the modem sends, as it is on the wire.</summary>
    internal void Sent(byte[] data)
    {
        if (data.Length < HeaderSize) { return; }
        int message = data[3] | (data[4] << 8);
        if (data[0] == FakeModemMessages.Response) { _answered = true; }
        if (data[0] != FakeModemMessages.Request) { return; }
        _asked[_askedCount++ % Kept] = Key(data);
        if (message == FakeModemMessages.IndicationRegister) { _registered = true; }
    }

    /// <summary>The application processor announced its service.</summary>
    internal void Announced(uint version, uint instance)
    {
        if (version != 1 || instance != 1) { Report(SanitizerRule.ServiceInstance, version | (instance << 8), "version 1, instance 1 are the processor's"); }
    }

    /// <summary>A message of the application processor for a port of the modem.</summary>
    internal void Received(uint port, byte[] data, int length)
    {
        if (!IsWellFormed(data, length)) { return; }
        int message = data[3] | (data[4] << 8);
        bool toService = port == FakeModem.ServicePort;
        if (data[0] == FakeModemMessages.Request && message == FakeModemMessages.InitDriver)
        {
            Require(toService, SanitizerRule.MessageAnswer, (uint)message, "INIT_DRIVER is for the modem's service");
            _initDriver.Check(data, HeaderSize, length);
        }
        else if (data[0] == FakeModemMessages.Response)
        {
            Require(TakeRequest(Key(data)), SanitizerRule.MessageAnswer, (uint)message, "nobody asked that");
            Require(HasResult(data, length), SanitizerRule.MessageFormat, (uint)message, "no result");
        }
        else if (data[0] == FakeModemMessages.Indication && message == FakeModemMessages.InitComplete)
        {
            Require(toService && _registered && _answered && !_completed, SanitizerRule.MessageAnswer, (uint)message, "INIT_COMPLETE before its time, twice or for another");
            Require(HasResult(data, length), SanitizerRule.MessageFormat, (uint)message, "no status");
            _completed = true;
        }
        else { Report(SanitizerRule.MessageFormat, (uint)message, "no message of the processor, type " + data[0].ToString()); }
    }

    private static int Key(byte[] data)
    {
        return data[1] | (data[2] << 8) | (data[3] << 16) | (data[4] << 24);
    }

    // A request is answered once; message 0 with transaction 0 is none. Of a modem that asks more often than is kept nobody knows.
    private bool TakeRequest(int key)
    {
        for (int i = 0; i < Kept && i < _askedCount; i++)
        {
            if (_asked[i] != key) { continue; }
            _asked[i] = 0;
            return true;
        }
        return _askedCount > Kept;
    }

    private static bool HasResult(byte[] data, int length)
    {
        return length >= HeaderSize + TlvHeaderSize + ResultSize && data[HeaderSize] == ResultTlv && data[HeaderSize + 1] == ResultSize && data[HeaderSize + 2] == 0;
    }

    private bool IsWellFormed(byte[] data, int length)
    {
        if (length < HeaderSize) { return Report(SanitizerRule.MessageFormat, (uint)length, "shorter than its header"); }
        if ((data[5] | (data[6] << 8)) != length - HeaderSize) { return Report(SanitizerRule.MessageFormat, (uint)length, "length field"); }
        int last = 0;
        int at = HeaderSize;
        while (at < length)
        {
            int size = at + TlvHeaderSize <= length ? data[at + 1] | (data[at + 2] << 8) : length;
            if (size > length - at - TlvHeaderSize) { return Report(SanitizerRule.MessageFormat, (uint)at, "an element reaches behind the end"); }
            if (data[at] <= last) { return Report(SanitizerRule.MessageFormat, data[at], "elements do not ascend"); }
            last = data[at];
            at += TlvHeaderSize + size;
        }
        return true;
    }

    private void Require(bool good, string rule, uint value, string what)
    {
        if (!good) { Report(rule, value, what); }
    }

    private bool Report(string rule, uint value, string what)
    {
        _chip.Sanitizer.Report(rule, "modem", 0, null, 0, value, what);
        return false;
    }
}
