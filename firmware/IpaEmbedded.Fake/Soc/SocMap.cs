using IpaEmbedded.Qualcomm.Interconnect.Layout;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;

namespace IpaEmbedded.Fake;

/// <summary>Where a SoC has its blocks and interrupts, as its device tree says it too.</summary>
public sealed class SocMap
{
    /// <summary>Fewest bytes of SMEM that hold the modem's partition as large as usual, 128 KiB, and the table of partitions.</summary>
    public const int UsualSmem = 0x40000;

    /// <summary>Fewest bytes of SMEM: the partition holds no more than what the modem and the IPA put into it.</summary>
    public const int SmallestSmem = 0x5000;

    /// <summary>Fewest bytes of a command database with all bus clocks of a SoC.</summary>
    public const int SmallestCommandDatabase = 0x1000;

    /// <summary>Region "ipa-reg".</summary>
    public ulong IpaRegisters = 0x01e40000;

    /// <summary>Region "gsi".</summary>
    public ulong GsiRegisters = 0x01e04000;

    /// <summary>Region "ipa-shared".</summary>
    public ulong SharedMemory = 0x01e47000;

    /// <summary>Memory that the IPA uses on the chip.</summary>
    public ulong Imem = 0x146bd000;

    /// <summary>SMEM.</summary>
    public ulong Smem = 0x86000000;

    /// <summary>Bytes of SMEM, at least <see cref="SmallestSmem"/>.</summary>
    public int SmemSize = 0x200000;

    /// <summary>Command database.</summary>
    public ulong CommandDatabase = 0x85fe0000;

    /// <summary>Bytes of the command database, at least <see cref="SmallestCommandDatabase"/>.</summary>
    public int CommandDatabaseSize = 0x20000;

    /// <summary>Message RAM of the always-on subsystem.</summary>
    public ulong MessageRam = 0x0c300000;

    /// <summary>Hardware locks.</summary>
    public ulong HardwareSpinlocks = 0x01f40000;

    /// <summary>Shared interrupt "ipa".</summary>
    public int IpaInterrupt = 311;

    /// <summary>Shared interrupt "gsi".</summary>
    public int GsiInterrupt = 432;

    /// <summary>Shared interrupt of the modem's SMP2P.</summary>
    public int Smp2pInterrupt = 451;

    /// <summary>Shared interrupt of the always-on subsystem.</summary>
    public int AossInterrupt = 389;

    /// <summary>Mailbox channel of the modem's SMP2P.</summary>
    public int Smp2pChannel = 14;

    /// <summary>Mailbox channel of the always-on subsystem.</summary>
    public int AossChannel = 0;

    /// <summary>Names of the bus clocks in the command database.</summary>
    public string[] BusClocks = Sdm845BusClocks.Names;

    /// <summary>Votes without which the IPA has no power: its clock, the way of the processors to its registers, its own way to memory.</summary>
    public string[] PowerVotes = { "IP0", "CN0", "SN11" };

    /// <summary>Takes place and size of SMEM and of the command database from a tree that has each in one node; a small target's tree makes them smaller.</summary>
    /// <exception cref="ProbeException">One is smaller than what it must hold.</exception>
    public void TakeMemory(FlattenedTree tree)
    {
        for (int index = 0; index < tree.NodeCount; index++)
        {
            if (!tree.IsEnabled(index)) { continue; }
            if (tree.IsCompatible(index, "qcom,smem")) { TakeRegion(new TreeNode(tree, index), SmallestSmem, ref Smem, ref SmemSize); }
            else if (tree.IsCompatible(index, "qcom,cmd-db")) { TakeRegion(new TreeNode(tree, index), SmallestCommandDatabase, ref CommandDatabase, ref CommandDatabaseSize); }
        }
    }

    /// <summary>Takes the places of the IPA's regions from its node. What is missing or malformed stays as it is: the driver's probe tells of it.</summary>
    public void TakeIpa(TreeNode node)
    {
        try
        {
            IpaRegisters = PlaceOf(node, "ipa-reg", IpaRegisters);
            GsiRegisters = PlaceOf(node, "gsi", GsiRegisters);
            SharedMemory = PlaceOf(node, "ipa-shared", SharedMemory);
        }
        catch (ProbeException)
        {
        }
    }

    private static void TakeRegion(TreeNode node, uint smallest, ref ulong address, ref int size)
    {
        uint[] cells = node.HasProperty("reg") ? node.Cells("reg") : null;
        // Two cells each for address and size, as everywhere under reserved-memory of these SoCs.
        if (cells == null || cells.Length != 4) { return; }
        if (cells[2] != 0 || cells[3] < smallest || cells[3] > 0x7fffffff)
        {
            throw new ProbeException(node.Path, "reg", "a size of at least 0x" + smallest.ToString("x"));
        }
        address = ((ulong)cells[0] << 32) | cells[1];
        size = (int)cells[3];
    }

    private static ulong PlaceOf(TreeNode node, string region, ulong absent)
    {
        int index = node.FindName("reg-names", region);
        return index < 0 ? absent : AddressTranslation.Reg(node, index, out ulong size);
    }

    /// <summary>SDM845 (source: the IPA reference, sections 1.2 to 1.4).</summary>
    public static SocMap Sdm845()
    {
        return new SocMap();
    }

    /// <summary>
    /// SC7180: other places of reserved memory and IMEM (assumed from its public device tree), other bus clocks. CN0 never goes out there once
    /// it was voted for, so SN12 tells whether the processors still ask for the way to the IPA.
    /// </summary>
    public static SocMap Sc7180()
    {
        SocMap map = new SocMap();
        map.Imem = 0x146a8000;
        map.Smem = 0x80900000;
        map.CommandDatabase = 0x80820000;
        map.BusClocks = Sc7180BusClocks.Names;
        map.PowerVotes = new string[] { "IP0", "SN12", "CN0", "SN9" };
        return map;
    }
}
