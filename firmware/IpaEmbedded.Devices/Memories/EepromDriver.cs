using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.I2c;

namespace IpaEmbedded.Devices.Memories;

/// <summary>Serves memories of the 24c02 to 24c512 (eeprom/at24.yaml); "size", "pagesize" and "address-width" of the node count before the table. DriverData is the <see cref="Eeprom"/>.</summary>
public sealed class EepromDriver : Driver
{
    private static readonly string[] Names =
    {
        "atmel,24c02", "atmel,24c04", "atmel,24c08", "atmel,24c16", "atmel,24c32", "atmel,24c64", "atmel,24c128", "atmel,24c256", "atmel,24c512",
    };

    // Bytes that a page has, in the order of the names; the memories have 256, 512, 1024 ... (data sheets: known).
    private static readonly int[] Pages = { 8, 16, 16, 16, 32, 32, 64, 64, 128 };

    // The first name whose memory needs two bytes of address.
    private const int FirstWide = 4;

    /// <inheritdoc/>
    public override string[] Compatibles
    {
        get { return Names; }
    }

    /// <inheritdoc/>
    public override void Probe(Device device)
    {
        TreeNode node = device.Node;
        int model = 0;
        while (!node.IsCompatible(Names[model])) { model++; }
        uint size = node.Cell("size", 256u << model);
        uint page = node.Cell("pagesize", (uint)Pages[model]);
        uint width = node.Cell("address-width", model < FirstWide ? 8u : 16u);
        if (width != 8 && width != 16) { throw node.Error("address-width", "8 or 16, found " + width.ToString()); }
        if (size == 0 || size > (width == 16 ? 65536u : 2048u)) { throw node.Error("size", "1 to " + (width == 16 ? "65536" : "2048") + " bytes, found " + size.ToString()); }
        if (page == 0 || page > 256) { throw node.Error("pagesize", "1 to 256 bytes, found " + page.ToString()); }
        I2cClient client = device.I2c();
        device.Supply("vcc").Enable();
        Eeprom memory = new Eeprom(device.Loop, client, (int)size, (int)page, (int)width / 8, node.HasProperty("read-only"));
        client.RequireFull(memory.Read(0, new byte[1], 1), "read a byte");
        device.DriverData = memory;
    }
}
