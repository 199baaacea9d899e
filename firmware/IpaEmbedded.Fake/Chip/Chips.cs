using System;
using IpaEmbedded.Ipa.Registers;

namespace IpaEmbedded.Fake;

/// <summary>The chips that can be faked (source: the IPA reference, sections 8.2, 8.6 and 18; the fake's own table, not the driver's).</summary>
public static class Chips
{
    // Channels, and event rings, of the application processor.
    private const int Rings = 20;

    /// <summary>SDM845: IPA v3.5.1.</summary>
    public static ChipDescription Sdm845()
    {
        ChipDescription chip = Create(IpaVersion.V3_5_1, "qcom,sdm845-ipa");
        chip.Endpoints = new ChipEndpoint[]
        {
            Ap("AP_COMMAND_TX", 4, 5, true),
            Ap("AP_LAN_RX", 5, 9, false),
            Ap("AP_MODEM_TX", 3, 2, true),
            Ap("AP_MODEM_RX", 6, 10, false),
            Modem("MODEM_LAN_TX", 0, 3, true),
            Modem("MODEM_AP_TX", 4, 6, true),
            Modem("MODEM_AP_RX", 2, 12, false),
        };
        chip.Flavor0 = 0x090b0904;
        chip.TxCfg = 0x1f;
        return chip;
    }

    /// <summary>SC7180: IPA v4.2.</summary>
    public static ChipDescription Sc7180()
    {
        ChipDescription chip = Create(IpaVersion.V4_2, "qcom,sc7180-ipa");
        chip.Endpoints = new ChipEndpoint[]
        {
            Ap("AP_COMMAND_TX", 1, 6, true),
            Ap("AP_LAN_RX", 2, 8, false),
            Ap("AP_MODEM_TX", 0, 1, true),
            Ap("AP_MODEM_RX", 3, 9, false),
            Modem("MODEM_COMMAND_TX", 1, 5, true),
            Modem("MODEM_LAN_RX", 3, 11, false),
            Modem("MODEM_AP_TX", 0, 4, true),
            Modem("MODEM_AP_RX", 2, 10, false),
        };
        chip.Flavor0 = 0x08090801;
        chip.TxCfg = 0x000dfffc;
        return chip;
    }

    /// <summary>MSM8998: IPA v3.1, without FLAVOR_0 and IPA_TX_CFG.</summary>
    public static ChipDescription Msm8998()
    {
        ChipDescription chip = Create(IpaVersion.V3_1, "qcom,msm8998-ipa");
        chip.Endpoints = new ChipEndpoint[]
        {
            Ap("AP_COMMAND_TX", 6, 22, true),
            Ap("AP_LAN_RX", 7, 15, false),
            Ap("AP_MODEM_TX", 5, 3, true),
            Ap("AP_MODEM_RX", 8, 16, false),
            Modem("MODEM_LAN_TX", 4, 9, true),
            Modem("MODEM_AP_TX", 0, 5, true),
            Modem("MODEM_AP_RX", 5, 18, false),
        };
        return chip;
    }

    /// <summary>SDX55: IPA v4.5.</summary>
    public static ChipDescription Sdx55()
    {
        ChipDescription chip = Create(IpaVersion.V4_5, "qcom,sdx55-ipa");
        chip.Endpoints = Four(9, 7, 10, 16, 7, 2, 1, 14, 5, 21);
        chip.Flavor0 = 0x0e0d0e0b;
        chip.TxCfg = 0x0003fffc;
        chip.SharedMemorySize = 0x4b20;
        return chip;
    }

    /// <summary>SM6350: IPA v4.7.</summary>
    public static ChipDescription Sm6350()
    {
        ChipDescription chip = Create(IpaVersion.V4_7, "qcom,sm6350-ipa");
        chip.Endpoints = Four(5, 7, 14, 9, 2, 2, 7, 16, 5, 14);
        chip.Flavor0 = 0x090d0906;
        chip.TxCfg = 0x0007fffc;
        chip.SharedMemorySize = 0x3000;
        return chip;
    }

    /// <summary>SM8350: IPA v4.9.</summary>
    public static ChipDescription Sm8350()
    {
        ChipDescription chip = Create(IpaVersion.V4_9, "qcom,sm8350-ipa");
        chip.Endpoints = Four(6, 7, 7, 11, 2, 2, 12, 20, 5, 16);
        chip.Flavor0 = 0x0b0d0b08;
        chip.TxCfg = 0x0007fffc;
        chip.SharedMemorySize = 0x4b20;
        return chip;
    }

    /// <summary>SC7280: IPA v4.11.</summary>
    public static ChipDescription Sc7280()
    {
        ChipDescription chip = Create(IpaVersion.V4_11, "qcom,sc7280-ipa");
        chip.Endpoints = Four(5, 7, 14, 9, 2, 2, 7, 16, 5, 14);
        chip.Flavor0 = 0x090d0916;
        chip.TxCfg = 0x0007fffc;
        chip.SharedMemorySize = 0x4ad0;
        return chip;
    }

    /// <summary>SDX65: IPA v5.0.</summary>
    public static ChipDescription Sdx65()
    {
        return Fifth(IpaVersion.V5_0, "qcom,sdx65-ipa");
    }

    /// <summary>SM8550: IPA v5.5.</summary>
    public static ChipDescription Sm8550()
    {
        return Fifth(IpaVersion.V5_5, "qcom,sm8550-ipa");
    }

    /// <summary>The chip for a compatible string.</summary>
    /// <exception cref="ArgumentException">No chip has it.</exception>
    public static ChipDescription For(string compatible)
    {
        switch (compatible)
        {
            case "qcom,sdm845-ipa": return Sdm845();
            case "qcom,sc7180-ipa": return Sc7180();
            case "qcom,msm8998-ipa": return Msm8998();
            case "qcom,sdx55-ipa": return Sdx55();
            case "qcom,sm6350-ipa": return Sm6350();
            case "qcom,sm8350-ipa": return Sm8350();
            case "qcom,sc7280-ipa": return Sc7280();
            case "qcom,sdx65-ipa": return Sdx65();
            case "qcom,sm8550-ipa": return Sm8550();
            default: throw new ArgumentException("no fake chip for " + compatible);
        }
    }

    private static ChipDescription Create(int version, string compatible)
    {
        ChipDescription chip = new ChipDescription();
        chip.Version = version;
        chip.Compatible = compatible;
        chip.IpaRegisters = IpaRegisters.Of(version);
        chip.GsiRegisters = new GsiRegisters(version, Rings, Rings);
        return chip;
    }

    // Reset values: section 18.11.
    private static ChipDescription Fifth(int version, string compatible)
    {
        ChipDescription chip = Create(version, compatible);
        chip.Endpoints = new ChipEndpoint[]
        {
            Ap("AP_COMMAND_TX", 12, 14, true),
            Ap("AP_LAN_RX", 13, 16, false),
            Ap("AP_MODEM_TX", 11, 2, true),
            Ap("AP_MODEM_RX", 1, 23, false),
            Modem("MODEM_AP_TX", 0, 12, true),
            Modem("MODEM_AP_RX", 7, 21, false),
            Modem("MODEM_DL_NLO_TX", 2, 15, true),
        };
        chip.Flavor0 = 0x10141024;
        chip.TxCfg = 0x0017fffc;
        chip.IpaRegistersSize = 0x10000;
        chip.GsiRegistersSize = 0xfc000;
        chip.SharedMemorySize = 0x5000;
        chip.MicrocontrollerOffset = 0x1000;
        return chip;
    }

    private static ChipEndpoint Ap(string name, int channel, int endpoint, bool toIpa)
    {
        return new ChipEndpoint(name, ChipEndpoint.Ap, channel, endpoint, toIpa);
    }

    private static ChipEndpoint Modem(string name, int channel, int endpoint, bool toIpa)
    {
        return new ChipEndpoint(name, ChipEndpoint.Modem, channel, endpoint, toIpa);
    }

    // From v4.5 on: channel and endpoint of command TX, LAN RX, modem TX, modem RX, then the modem's endpoints; its channels are the same.
    private static ChipEndpoint[] Four(int c1, int e1, int c2, int e2, int c3, int e3, int c4, int e4, int modemTx, int modemRx)
    {
        return new ChipEndpoint[]
        {
            Ap("AP_COMMAND_TX", c1, e1, true),
            Ap("AP_LAN_RX", c2, e2, false),
            Ap("AP_MODEM_TX", c3, e3, true),
            Ap("AP_MODEM_RX", c4, e4, false),
            Modem("MODEM_AP_TX", 0, modemTx, true),
            Modem("MODEM_AP_RX", 7, modemRx, false),
            Modem("MODEM_DL_NLO_TX", 2, 8, true),
        };
    }
}
