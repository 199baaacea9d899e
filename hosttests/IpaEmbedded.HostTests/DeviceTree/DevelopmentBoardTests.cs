using IpaEmbedded.DeviceTree;
using IpaEmbedded.HostTests.Bindings;

namespace IpaEmbedded.HostTests.DeviceTree;

/// <summary>What our trees of ordinary boards say, against literals from the boards' manuals and from Zephyr's and the kernel's trees.</summary>
[TestClass]
public sealed class DevelopmentBoardTests
{
    [TestMethod]
    [DataRow("stm32f429-disco", "led0", "GPIOG 13 0", DisplayName = "LD3 green PG13")]
    [DataRow("stm32f429-disco", "led1", "GPIOG 14 0", DisplayName = "LD4 red PG14")]
    [DataRow("stm32f429-disco", "sw0", "GPIOA 0 0", DisplayName = "USER PA0, active high")]
    [DataRow("stm32f769-disco", "led0", "GPIOJ 5 0", DisplayName = "LD2 green PJ5")]
    [DataRow("stm32f769-disco", "led1", "GPIOJ 13 0", DisplayName = "LD1 red PJ13")]
    [DataRow("stm32f769-disco", "led2", "GPIOA 12 0", DisplayName = "LD3 green PA12")]
    [DataRow("stm32f769-disco", "led3", "GPIOD 4 1", DisplayName = "LD4 PD4, active low")]
    [DataRow("stm32f769-disco", "sw0", "GPIOA 0 0", DisplayName = "F769 USER PA0, active high")]
    [DataRow("esp32-devkitc", "sw0", "gpio@3ff44000 0 17", DisplayName = "BOOT GPIO 0, active low with pull-up")]
    [DataRow("esp32-devkitc-wrover", "sw0", "gpio@3ff44000 0 17")]
    [DataRow("esp32s3-devkitc", "sw0", "gpio@60004000 0 17")]
    [DataRow("rpi-pico", "led0", "gpio@40014000 25 0", DisplayName = "GP25")]
    [DataRow("bcm2711-rpi-4-b", "led0", "gpio@7e200000 42 0", DisplayName = "ACT")]
    [DataRow("am335x-boneblack", "led0", "gpio@4804c000 21 0", DisplayName = "usr0")]
    [DataRow("am335x-boneblack", "led3", "gpio@4804c000 24 0", DisplayName = "usr3")]
    public void An_LED_or_button_is_on_the_pin_of_the_manual(string board, string alias, string expected)
    {
        DeviceTreeDocument tree = Board(board);
        uint[] cells = tree.FindByPath(tree.FindByPath("/aliases")!.GetString(alias))!.GetCells("gpios");
        Node controller = tree.FindByPhandle(cells[0])!;

        Assert.AreEqual(expected, $"{(controller.TryGetString("st,bank-name", out string bank) ? bank : controller.Name)} {cells[1]} {cells[2]}");
    }

    [TestMethod]
    [DataRow("am335x-boneblack", "i2c0=/soc/i2c@44e0b000 i2c2=/soc/i2c@4819c000 spi0=/soc/spi@48030000")]
    [DataRow("bcm2711-rpi-4-b", "i2c1=/soc@7e000000/i2c@7e804000 spi0=/soc@7e000000/spi@7e204000")]
    [DataRow("esp32-devkitc", "i2c0=/soc/i2c@3ff53000 spi2=/soc/spi@3ff64000 spi3=/soc/spi@3ff65000")]
    [DataRow("esp32-devkitc-wrover", "i2c0=/soc/i2c@3ff53000 spi2=/soc/spi@3ff64000 spi3=/soc/spi@3ff65000")]
    [DataRow("esp32s3-devkitc", "i2c0=/soc/i2c@60013000 i2c1=/soc/i2c@60027000 spi2=/soc/spi@60024000 spi3=/soc/spi@60025000")]
    [DataRow("rpi-pico", "i2c0=/soc/i2c@40044000 i2c1=/soc/i2c@40048000 spi0=/soc/spi@4003c000 spi1=/soc/spi@40040000")]
    [DataRow("stm32f429-disco", "i2c3=/soc/i2c@40005c00 spi4=/soc/spi@40013400 spi5=/soc/spi@40015000")]
    [DataRow("stm32f769-disco", "i2c1=/soc/i2c@40005400 spi2=/soc/spi@40003800")]
    public void The_buses_that_are_on_are_those_with_an_alias_of_their_number(string board, string expected)
    {
        DeviceTreeDocument tree = Board(board);
        string[] aliases = [.. tree.FindByPath("/aliases")!.Properties.Where(each => each.Name[..3] is "i2c" or "spi").Select(each => $"{each.Name}={tree.FindByPath("/aliases")!.GetString(each.Name)}").Order(StringComparer.Ordinal)];
        string[] enabled = [.. tree.Nodes().Where(node => node.BaseName is "i2c" or "spi" && node.TryGetString("status", out string status) && status == "okay").Select(node => node.Path).Order(StringComparer.Ordinal)];

        Assert.AreEqual(expected, string.Join(' ', aliases));
        CollectionAssert.AreEqual(aliases.Select(each => each.Split('=')[1]).Order(StringComparer.Ordinal).ToArray(), enabled);
    }

    /// <summary>ESP32: GPIO, signal in, signal out. STM32: port and line, function. RP2040: GPIO, function.</summary>
    [TestMethod]
    [DataRow("esp32-devkitc", "i2c@3ff53000", "21:30:30 22:29:29")]
    [DataRow("esp32-devkitc", "spi@3ff64000", "12:9:511 14:511:8 13:511:10")]
    [DataRow("esp32-devkitc", "spi@3ff65000", "19:64:511 18:511:63 23:511:65")]
    [DataRow("esp32s3-devkitc", "i2c@60013000", "1:90:90 2:89:89")]
    [DataRow("esp32s3-devkitc", "i2c@60027000", "4:92:92 5:91:91")]
    [DataRow("esp32s3-devkitc", "spi@60024000", "13:102:511 12:511:101 11:511:103")]
    [DataRow("esp32s3-devkitc", "spi@60025000", "37:67:511 36:511:66 39:511:68")]
    [DataRow("stm32f429-disco", "i2c@40005c00", "C9:5 A8:5")]
    [DataRow("stm32f429-disco", "spi@40013400", "E2:6 E5:6 E6:6")]
    [DataRow("stm32f429-disco", "spi@40015000", "F7:6 F8:6 F9:6")]
    [DataRow("stm32f769-disco", "i2c@40005400", "B9:5 B8:5")]
    [DataRow("stm32f769-disco", "spi@40003800", "A12:6 B14:6 B15:6")]
    [DataRow("rpi-pico", "i2c@40044000", "4:3 5:3")]
    [DataRow("rpi-pico", "i2c@40048000", "6:3 7:3")]
    [DataRow("rpi-pico", "spi@4003c000", "18:1 19:1 16:1")]
    [DataRow("rpi-pico", "spi@40040000", "10:1 11:1 12:1")]
    public void The_pins_of_a_bus_are_those_of_the_manual(string board, string bus, string expected)
    {
        DeviceTreeDocument tree = Board(board);
        Node state = tree.FindByPhandle(tree.Nodes().Single(node => node.Name == bus).GetUInt32("pinctrl-0"))!;

        string[] pins = [.. state.Children.SelectMany(group => group.GetCells("pinmux")).Select(cell => board[..3] switch
        {
            "esp" => $"{cell & 0x3f}:{(cell >> 6) & 0x1ff}:{(cell >> 15) & 0x1ff}",
            "stm" => $"{(char)('A' + (cell >> 12))}{(cell >> 8) & 15}:{cell & 0xff}",
            _ => $"{cell >> 5}:{cell & 0x1f}",
        })];

        Assert.AreEqual(expected, string.Join(' ', pins));
    }

    [TestMethod]
    [DataRow("esp32-devkitc", "spi@3ff64000", 15u)]
    [DataRow("esp32-devkitc", "spi@3ff65000", 5u)]
    [DataRow("esp32s3-devkitc", "spi@60024000", 10u)]
    [DataRow("esp32s3-devkitc", "spi@60025000", 6u, DisplayName = "GPIO 38 is cell 6 of gpio1")]
    [DataRow("rpi-pico", "spi@4003c000", 17u)]
    [DataRow("stm32f429-disco", "spi@40015000", 1u, DisplayName = "PC1 selects the gyroscope")]
    public void The_first_chip_select_of_a_bus_is_active_low_on_the_pin_of_the_manual(string board, string bus, uint pin)
    {
        CollectionAssert.AreEqual(new uint[] { pin, 1 }, Board(board).Nodes().Single(node => node.Name == bus).GetCells("cs-gpios")[1..3]);
    }

    [TestMethod]
    public void What_the_discovery_board_carries_is_in_its_tree()
    {
        DeviceTreeDocument tree = Board("stm32f429-disco");

        Node touch = tree.FindByLabel("touch")!;
        Assert.AreEqual((0x41u, "st,stmpe811", "/soc/i2c@40005c00"), (touch.GetUInt32("reg"), touch.GetString("compatible"), touch.Parent!.Path));
        CollectionAssert.AreEqual(new uint[] { 15, 2 }, touch.GetCells("interrupts"));
        Node gyroscope = tree.FindByLabel("gyroscope")!;
        Assert.AreEqual((0u, 10000000u, "st,l3gd20-gyro", "/soc/spi@40015000"), (gyroscope.GetUInt32("reg"), gyroscope.GetUInt32("spi-max-frequency"), gyroscope.GetString("compatible"), gyroscope.Parent!.Path));
        CollectionAssert.AreEqual(new uint[] { 1, 1, 2, 1 }, gyroscope.GetCells("interrupts"));
    }

    private static DeviceTreeDocument Board(string name) => OurOverlaysTests.Compile($"dts/boards/{name}.dts").Tree!;
}
