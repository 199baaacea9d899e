namespace IpaEmbedded.Qualcomm.Rpmh.Layout;

/// <summary>Bits of the commands that go to RPMh: addresses say the kind of resource, data words hold the vote.</summary>
public static class RpmhLayout
{
    /// <summary>Most commands in one trigger command set.</summary>
    public const int CommandsPerSet = 16;

    /// <summary>Lowest bit of the slave kind in an address (see the command database's slave ids), 4 bits.</summary>
    public const int SlaveShift = 16;

    /// <summary>Bit of a bus clock's word: the votes of its clock domain since the last commit take effect.</summary>
    public const uint BcmCommit = 1u << 30;

    /// <summary>Bit of a bus clock's word: there is a vote.</summary>
    public const uint BcmValid = 1u << 29;

    /// <summary>Lowest bit of the first vote of a bus clock's word.</summary>
    public const int BcmXShift = 14;

    /// <summary>Largest vote of a bus clock, 14 bits.</summary>
    public const uint BcmVoteMaximum = 0x3fff;

    /// <summary>Distance from the address of a regulator or clock buffer to that of its on/off switch.</summary>
    public const uint VrmEnableOffset = 4;
}
