using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Runtime.Spi;

/// <summary>One chip on an SPI bus as its driver sees it, with what its node says of the bus (spi-peripheral-props.yaml).</summary>
public sealed class SpiClient
{
    private readonly SpiBus _bus;
    private readonly int _chipSelect;
    private readonly uint _frequency;
    private readonly int _mode;
    private readonly bool _chipSelectHigh;
    private readonly bool _leastSignificantFirst;
    private readonly bool _threeWire;
    private readonly TreeNode _node;

    private SpiClient(SpiBus bus, int chipSelect, uint frequency, TreeNode node)
    {
        _node = node;
        _bus = bus;
        _chipSelect = chipSelect;
        _frequency = frequency;
        _mode = (node.HasProperty("spi-cpol") ? 2 : 0) | (node.HasProperty("spi-cpha") ? 1 : 0);
        _chipSelectHigh = node.HasProperty("spi-cs-high");
        _leastSignificantFirst = node.HasProperty("spi-lsb-first");
        _threeWire = node.HasProperty("spi-3wire");
    }

    /// <summary>The bus.</summary>
    public SpiBus Bus
    {
        get { return _bus; }
    }

    /// <summary>Index of the chip select ("reg").</summary>
    public int ChipSelect
    {
        get { return _chipSelect; }
    }

    /// <summary>Highest clock in hertz ("spi-max-frequency"); 0 when the node does not say.</summary>
    public uint Frequency
    {
        get { return _frequency; }
    }

    /// <summary>Clock polarity and phase as one number, 0 to 3: polarity is the higher bit.</summary>
    public int Mode
    {
        get { return _mode; }
    }

    /// <summary>Whether the chip is selected by a high level.</summary>
    public bool IsChipSelectHigh
    {
        get { return _chipSelectHigh; }
    }

    /// <summary>Whether the lowest bit goes first.</summary>
    public bool IsLeastSignificantFirst
    {
        get { return _leastSignificantFirst; }
    }

    /// <summary>Whether one wire serves both directions.</summary>
    public bool IsThreeWire
    {
        get { return _threeWire; }
    }

    /// <summary>Moves bytes both ways at once; null as <paramref name="write"/> sends zeros, null as <paramref name="read"/> drops what comes. False when the bus fails.</summary>
    public bool Transfer(byte[] write, byte[] read, int count)
    {
        return _bus.Transfer(this, write, read, count);
    }

    /// <summary>Throws unless a transfer was done: for Probe, whose device then has the reason.</summary>
    /// <exception cref="HardwareException">Names bus, chip select and what was done ("read its identity").</exception>
    public void Require(bool done, string what)
    {
        if (!done) { throw Error("cannot " + what + ": the bus refuses or fails"); }
    }

    /// <summary>An error about the chip, to be thrown: "chip select 0 on /soc/spi@0: ...".</summary>
    public HardwareException Error(string message)
    {
        return new HardwareException("chip select " + _chipSelect.ToString() + " on " + _node.Parent().Path + ": " + message);
    }

    internal static SpiClient Of(Device device)
    {
        TreeNode node = device.Node;
        uint[] reg = node.Cells("reg");
        if (reg.Length == 0 || reg[0] > 255) { throw node.Error("reg", "the index of a chip select"); }
        SpiBus bus = (SpiBus)device.RequireBus(SpiBus.ProviderKind);
        SpiClient client = new SpiClient(bus, (int)reg[0], node.Cell("spi-max-frequency", 0), node);
        bus.Claim(device, client);
        return client;
    }
}
