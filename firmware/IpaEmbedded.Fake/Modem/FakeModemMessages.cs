using System;

namespace IpaEmbedded.Fake;

/// <summary>The modem's QMI messages as bytes (source: the hardware contract of the conformance traces, "Modem messages").</summary>
internal static class FakeModemMessages
{
    internal const byte Request = 0;
    internal const byte Response = 2;
    internal const byte Indication = 4;
    internal const int IndicationRegister = 0x20;
    internal const int InitDriver = 0x21;
    internal const int InitComplete = 0x22;
    internal const int DriverInitComplete = 0x35;
    private const int HeaderSize = 7;

    internal static byte[] InitDriverAnswer(int transaction)
    {
        return Build(Response, transaction, InitDriver, new byte[]
        {
            0x02, 4, 0, 0, 0, 0, 0,
            0x10, 4, 0, 12, 0, 0, 0,
            0x11, 4, 0, 13, 0, 0, 0,
            0x12, 1, 0, 0,
        });
    }

    internal static byte[] RegisterIndication(int transaction)
    {
        return Build(Request, transaction, IndicationRegister, new byte[] { 0x10, 1, 0, 1 });
    }

    internal static byte[] DriverIsInitialised(int transaction)
    {
        return Build(Request, transaction, DriverInitComplete, new byte[] { 0x01, 1, 0, 0 });
    }

    internal static byte[] Damage(byte[] message, MessageDamage damage)
    {
        byte[] copy = new byte[message.Length];
        Array.Copy(message, copy, message.Length);
        switch (damage)
        {
            case MessageDamage.ShortHeader: return Cut(copy, 5);
            case MessageDamage.Empty: return new byte[0];
            case MessageDamage.LengthTooLong: copy[5] = 0xff; copy[6] = 0xff; return copy;
            case MessageDamage.TlvTooLong: copy[8] = 0xff; copy[9] = 0x7f; return copy;
            case MessageDamage.UnknownTransaction: copy[1] = 0xee; copy[2] = 0xee; return copy;
            case MessageDamage.UnknownMessage: copy[3] = 0x77; copy[4] = 0x77; return copy;
            case MessageDamage.NoTlvs: copy = Cut(copy, HeaderSize); copy[5] = 0; copy[6] = 0; return copy;
            default: return copy;
        }
    }

    private static byte[] Cut(byte[] message, int length)
    {
        byte[] part = new byte[length];
        Array.Copy(message, part, length);
        return part;
    }

    private static byte[] Build(byte type, int transaction, int message, byte[] tlvs)
    {
        byte[] bytes = new byte[HeaderSize + tlvs.Length];
        bytes[0] = type;
        bytes[1] = (byte)transaction;
        bytes[2] = (byte)(transaction >> 8);
        bytes[3] = (byte)message;
        bytes[4] = (byte)(message >> 8);
        bytes[5] = (byte)tlvs.Length;
        bytes[6] = (byte)(tlvs.Length >> 8);
        Array.Copy(tlvs, 0, bytes, HeaderSize, tlvs.Length);
        return bytes;
    }
}
