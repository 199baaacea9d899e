namespace IpaEmbedded.Ipa.Data;

/// <summary>The endpoints that the driver knows by name, the same on every version; numbers are indexes into tables.</summary>
public static class EndpointName
{
    /// <summary>No endpoint.</summary>
    public const int None = -1;

    /// <summary>Immediate commands.</summary>
    public const int ApCommandTx = 0;

    /// <summary>Exceptions and tagged status.</summary>
    public const int ApLanRx = 1;

    /// <summary>Packets to the modem.</summary>
    public const int ApModemTx = 2;

    /// <summary>Packets from the modem.</summary>
    public const int ApModemRx = 3;

    /// <summary>The modem's commands.</summary>
    public const int ModemCommandTx = 4;

    /// <summary>The modem's LAN packets into the IPA.</summary>
    public const int ModemLanTx = 5;

    /// <summary>LAN packets to the modem.</summary>
    public const int ModemLanRx = 6;

    /// <summary>The modem's packets for the application processor.</summary>
    public const int ModemApTx = 7;

    /// <summary>Packets of the application processor for the modem.</summary>
    public const int ModemApRx = 8;

    /// <summary>The modem's downlink packets past the application processor.</summary>
    public const int ModemDlNloTx = 9;

    /// <summary>Number of names.</summary>
    public const int Count = 10;

    /// <summary>Name for people.</summary>
    public static string Of(int name)
    {
        switch (name)
        {
            case ApCommandTx: return "AP_COMMAND_TX";
            case ApLanRx: return "AP_LAN_RX";
            case ApModemTx: return "AP_MODEM_TX";
            case ApModemRx: return "AP_MODEM_RX";
            case ModemCommandTx: return "MODEM_COMMAND_TX";
            case ModemLanTx: return "MODEM_LAN_TX";
            case ModemLanRx: return "MODEM_LAN_RX";
            case ModemApTx: return "MODEM_AP_TX";
            case ModemApRx: return "MODEM_AP_RX";
            case ModemDlNloTx: return "MODEM_DL_NLO_TX";
            default: return "none";
        }
    }
}
