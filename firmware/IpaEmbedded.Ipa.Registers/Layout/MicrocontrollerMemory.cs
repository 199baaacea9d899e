namespace IpaEmbedded.Ipa.Registers.Layout;

/// <summary>Region UC_SHARED: the mailbox between driver and microcontroller (IPA reference, section 6.2).</summary>
public static class MicrocontrollerMemory
{
    /// <summary>Byte: command.</summary>
    public const int Command = 0x00;

    /// <summary>32 bits: parameter.</summary>
    public const int CommandParameter = 0x04;

    /// <summary>32 bits: parameter, upper half.</summary>
    public const int CommandParameterHigh = 0x08;

    /// <summary>Byte: response.</summary>
    public const int Response = 0x0c;

    /// <summary>32 bits: original command and status.</summary>
    public const int ResponseParameter = 0x10;

    /// <summary>Byte: event.</summary>
    public const int Event = 0x14;

    /// <summary>32 bits: event parameter.</summary>
    public const int EventParameter = 0x18;

    /// <summary>16 bits: interface version.</summary>
    public const int InterfaceVersion = 0x24;

    /// <summary>Command ERR_FATAL.</summary>
    public const byte CommandErrorFatal = 4;

    /// <summary>Response INIT_COMPLETED.</summary>
    public const byte ResponseInitCompleted = 1;

    /// <summary>Response CMD_COMPLETED.</summary>
    public const byte ResponseCommandCompleted = 2;

    /// <summary>Event ERROR.</summary>
    public const byte EventError = 1;

    /// <summary>Event LOG_INFO.</summary>
    public const byte EventLogInfo = 2;
}
