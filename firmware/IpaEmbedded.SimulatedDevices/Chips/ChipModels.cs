using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.SimulatedDevices;

/// <summary>The chips of this room by "compatible".</summary>
internal static class ChipModels
{
    // hwmon/lm75.yaml, each with the bits of its result.
    private static readonly string[] Thermometers =
    {
        "national,lm75", "national,lm75a", "national,lm75b", "nxp,lm75a", "nxp,lm75b", "nxp,pct2075", "ti,tmp75", "ti,tmp75b", "ti,tmp75c", "ti,tmp102", "ti,tmp112", "maxim,max6625", "microchip,tcn75",
    };

    private static readonly int[] ThermometerBits = { 9, 9, 11, 11, 11, 11, 12, 12, 12, 12, 12, 9, 9 };

    // eeprom/at24.yaml
    private static readonly string[] Memories = { "atmel,24c01", "atmel,24c02", "atmel,24c04", "atmel,24c08", "atmel,24c16", "atmel,24c32", "atmel,24c64", "atmel,24c128", "atmel,24c256", "atmel,24c512" };

    private static readonly int[] PageSizes = { 8, 8, 16, 16, 16, 32, 32, 64, 64, 128 };

    private static readonly string[] Expanders = { "nxp,pcf8574", "nxp,pcf8574a", "nxp,pca8574", "nxp,pca9670", "nxp,pcf8575", "nxp,pca8575" };

    private static readonly string[] Converters = { "microchip,mcp3004", "microchip,mcp3008", "microchip,mcp3204", "microchip,mcp3208" };

    /// <summary>How many pins a chip has; 0 for one that is no expander.</summary>
    internal static int PinCount(TreeNode node)
    {
        int expander = Find(node, Expanders);
        return expander < 0 ? 0 : expander < 4 ? 8 : 16;
    }

    /// <summary>The model of a chip's node, with these pins when it has some, or null.</summary>
    internal static SimulatedI2cChip CreateI2c(TreeNode node, SimulatedGpio pins)
    {
        if (pins != null) { return new SimulatedPcf8574(pins); }
        int thermometer = Find(node, Thermometers);
        if (thermometer >= 0) { return new SimulatedLm75(ThermometerBits[thermometer], Thermometers[thermometer] == "ti,tmp102" || Thermometers[thermometer] == "ti,tmp112"); }
        int memory = Find(node, Memories);
        if (memory >= 0) { return new SimulatedEeprom(node, 128 << memory, PageSizes[memory]); }
        if (node.IsCompatible("ti,ina219") || node.IsCompatible("ti,ina220")) { return new SimulatedIna2xx(node, false); }
        if (node.IsCompatible("ti,ina226") || node.IsCompatible("ti,ina230") || node.IsCompatible("ti,ina231")) { return new SimulatedIna2xx(node, true); }
        if (node.IsCompatible("bosch,bme280")) { return new SimulatedBme280(true); }
        if (node.IsCompatible("bosch,bmp280")) { return new SimulatedBme280(false); }
        if (node.IsCompatible("maxim,ds3231") || node.IsCompatible("dallas,ds3231")) { return new SimulatedDs3231(); }
        return null;
    }

    /// <summary>The model of a chip's node, or null.</summary>
    internal static SimulatedSpiChip CreateSpi(TreeNode node)
    {
        int converter = Find(node, Converters);
        if (converter >= 0) { return new SimulatedMcp3008(node, converter % 2 == 0 ? 4 : 8, converter < 2 ? 10 : 12); }
        if (node.IsCompatible("st,l3gd20-gyro")) { return new SimulatedL3gd20(0xd4); }
        if (node.IsCompatible("st,i3g4250d-gyro")) { return new SimulatedL3gd20(0xd3); }
        return null;
    }

    private static int Find(TreeNode node, string[] names)
    {
        for (int i = 0; i < names.Length; i++)
        {
            if (node.IsCompatible(names[i])) { return i; }
        }
        return -1;
    }
}
