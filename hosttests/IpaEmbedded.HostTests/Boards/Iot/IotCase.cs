namespace IpaEmbedded.HostTests.Boards.Iot;

/// <summary>One compatible of the table: the type that its device gets, and how many transfers that takes.</summary>
/// <param name="Compatible">Value of "compatible".</param>
/// <param name="Type">Name of the library's type.</param>
/// <param name="Constructor">Transfers of the type's constructor, from the recorded table of constructions; 0 talks to nobody.</param>
/// <param name="Extra">Transfers of the driver's own: the one that finds an absent chip where the constructor does not, and what the type needs before it measures.</param>
/// <param name="Script">What the chip answers; null for zeros.</param>
/// <param name="Properties">Further properties of the node.</param>
/// <param name="Answer">On SPI, the byte that the chip answers with.</param>
internal sealed record IotCase(string Compatible, string Type, int Constructor, int Extra = 0, I2cScript? Script = null, string Properties = "", byte Answer = 0)
{
    /// <summary>Address on I2C, chip select on SPI.</summary>
    public int Address { get; init; } = 0x40;

    public bool IsSpi { get; init; }

    public override string ToString() => Compatible;
}
