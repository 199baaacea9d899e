namespace IpaEmbedded.DeviceTree;

/// <summary>Buses whose children have rules of their own.</summary>
internal enum BusKind : byte
{
    None,
    Pci,
    Simple,
    I2c,
    Spi,
    GraphPorts,
    GraphPort,
}
