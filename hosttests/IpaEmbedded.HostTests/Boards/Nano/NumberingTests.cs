using IpaEmbedded.Boards.Nano;
using IpaEmbedded.HostTests.Boot;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;

namespace IpaEmbedded.HostTests.Boards.Nano;

/// <summary>nanoFramework's numbers for what our trees name, as literals from its sources and from the boards' pages.</summary>
[TestClass]
public sealed class NumberingTests
{
    [TestMethod]
    [DataRow("stm32f429-disco", "led0", 109, DisplayName = "LD3 green PG13")]
    [DataRow("stm32f429-disco", "led1", 110, DisplayName = "LD4 red PG14")]
    [DataRow("stm32f429-disco", "sw0", 0, DisplayName = "USER PA0")]
    [DataRow("stm32f769-disco", "led1", 157, DisplayName = "LD1 red PJ13")]
    [DataRow("stm32f769-disco", "led0", 149, DisplayName = "LD2 green PJ5")]
    [DataRow("stm32f769-disco", "led2", 12, DisplayName = "LD3 green PA12")]
    [DataRow("stm32f769-disco", "led3", 52, DisplayName = "LD4 PD4")]
    [DataRow("esp32-devkitc", "sw0", 0)]
    [DataRow("esp32s3-devkitc", "sw0", 0)]
    [DataRow("rpi-pico", "led0", 25)]
    public void The_number_of_an_LED_or_a_button_is_the_boards(string board, string alias, int expected)
    {
        FlattenedTree tree = Tree(board);
        var list = new PhandleList(Node(tree, new TreeNode(tree, tree.FindNode("/aliases")).String(alias)), "gpios", "#gpio-cells");
        Assert.IsTrue(list.Next());
        var controller = new TreeNode(tree, list.Supplier);

        Assert.AreEqual(expected, NumberingOf(tree).FirstPin(controller) + (int)list.Arguments()[0]);
    }

    [TestMethod]
    [DataRow("stm32f429-disco", "/soc/pinctrl@40020000/gpio@0", 0, 16, DisplayName = "port A")]
    [DataRow("stm32f429-disco", "/soc/pinctrl@40020000/gpio@1400", 80, 16, DisplayName = "port F")]
    [DataRow("stm32f429-disco", "/soc/pinctrl@40020000/gpio@2800", 160, 8, DisplayName = "port K")]
    [DataRow("esp32-devkitc", "/soc/gpio@3ff44000", 0, 32)]
    [DataRow("esp32-devkitc", "/soc/gpio@3ff44800", 32, 8)]
    [DataRow("esp32s3-devkitc", "/soc/gpio@60004000", 0, 32)]
    [DataRow("esp32s3-devkitc", "/soc/gpio@60004800", 32, 17)]
    [DataRow("rpi-pico", "/soc/gpio@40014000", 0, 30)]
    public void Pins_of_a_controller_follow_its_first(string board, string path, int first, int count)
    {
        FlattenedTree tree = Tree(board);

        Assert.AreEqual((first, count), (NumberingOf(tree).FirstPin(Node(tree, path)), NumberingOf(tree).PinCount(Node(tree, path))));
    }

    [TestMethod]
    [DataRow("stm32f429-disco", "/soc/i2c@40005400", 1)]
    [DataRow("stm32f429-disco", "/soc/i2c@40005800", 2)]
    [DataRow("stm32f429-disco", "/soc/i2c@40005c00", 3)]
    [DataRow("stm32f769-disco", "/soc/i2c@40006000", 4)]
    [DataRow("esp32-devkitc", "/soc/i2c@3ff53000", 1)]
    [DataRow("esp32-devkitc", "/soc/i2c@3ff67000", 2)]
    [DataRow("esp32s3-devkitc", "/soc/i2c@60013000", 1)]
    [DataRow("esp32s3-devkitc", "/soc/i2c@60027000", 2)]
    [DataRow("rpi-pico", "/soc/i2c@40044000", 0)]
    [DataRow("rpi-pico", "/soc/i2c@40048000", 1)]
    public void The_number_of_an_I2C_bus_is_the_librarys(string board, string path, int expected)
    {
        FlattenedTree tree = Tree(board);

        Assert.AreEqual(expected, NumberingOf(tree).I2cBus(Node(tree, path)));
    }

    [TestMethod]
    [DataRow("stm32f429-disco", "/soc/spi@40013000", 1)]
    [DataRow("stm32f429-disco", "/soc/spi@40003800", 2)]
    [DataRow("stm32f429-disco", "/soc/spi@40003c00", 3)]
    [DataRow("stm32f429-disco", "/soc/spi@40013400", 4)]
    [DataRow("stm32f429-disco", "/soc/spi@40015000", 5)]
    [DataRow("stm32f429-disco", "/soc/spi@40015400", 6)]
    [DataRow("stm32f769-disco", "/soc/spi@40003800", 2)]
    [DataRow("esp32-devkitc", "/soc/spi@3ff64000", 1)]
    [DataRow("esp32-devkitc", "/soc/spi@3ff65000", 2)]
    [DataRow("esp32s3-devkitc", "/soc/spi@60024000", 1)]
    [DataRow("esp32s3-devkitc", "/soc/spi@60025000", 2)]
    [DataRow("rpi-pico", "/soc/spi@4003c000", 1)]
    [DataRow("rpi-pico", "/soc/spi@40040000", 2)]
    public void The_number_of_an_SPI_bus_is_the_librarys(string board, string path, int expected)
    {
        FlattenedTree tree = Tree(board);

        Assert.AreEqual(expected, NumberingOf(tree).SpiBus(Node(tree, path)));
    }

    [TestMethod]
    [DataRow("stm32f429-disco", "/soc/timers@40000400/pwm", 0, 20, DisplayName = "TIM3_CH1 on PB4")]
    [DataRow("stm32f429-disco", "/soc/timers@40000400/pwm", 1, -1)]
    [DataRow("stm32f769-disco", "/soc/timers@40000400/pwm", 2, 40, DisplayName = "TIM3_CH3 on PC8")]
    [DataRow("esp32-devkitc", "/soc/ledc@3ff59000", 0, 27)]
    [DataRow("esp32-devkitc", "/soc/ledc@3ff59000", 1, -1)]
    [DataRow("esp32s3-devkitc", "/soc/ledc@60019000", 0, 21)]
    [DataRow("rpi-pico", "/soc/pwm@40050000", 15, 15, DisplayName = "slice 7, output B")]
    [DataRow("rpi-pico", "/soc/pwm@40050000", 14, -1)]
    public void A_PWM_channel_is_on_the_pin_that_the_tree_leads_it_to(string board, string path, int channel, int expected)
    {
        FlattenedTree tree = Tree(board);

        Assert.AreEqual(expected, NumberingOf(tree).PwmPin(Node(tree, path), channel));
    }

    [TestMethod]
    [DataRow("stm32f429-disco", "/soc/adc@40012000/adc@0", 5, 0, DisplayName = "PA5")]
    [DataRow("stm32f429-disco", "/soc/adc@40012000/adc@0", 13, 1, DisplayName = "PC3")]
    [DataRow("stm32f429-disco", "/soc/adc@40012000/adc@200", 4, 2, DisplayName = "PF6")]
    [DataRow("stm32f429-disco", "/soc/adc@40012000/adc@0", 6, -1, DisplayName = "PA6 is in no table")]
    [DataRow("stm32f769-disco", "/soc/adc@40012000/adc@0", 6, 0, DisplayName = "F769 PA6")]
    [DataRow("stm32f769-disco", "/soc/adc@40012000/adc@0", 4, 1, DisplayName = "PA4")]
    [DataRow("stm32f769-disco", "/soc/adc@40012000/adc@0", 12, 2, DisplayName = "PC2")]
    [DataRow("stm32f769-disco", "/soc/adc@40012000/adc@200", 8, 3, DisplayName = "PF10")]
    [DataRow("stm32f769-disco", "/soc/adc@40012000/adc@200", 6, 4, DisplayName = "PF8")]
    [DataRow("esp32-devkitc", "/soc/adc@3ff48800", 0, 0, DisplayName = "GPIO 36")]
    [DataRow("esp32-devkitc", "/soc/adc@3ff48800", 7, 7, DisplayName = "GPIO 35")]
    [DataRow("esp32-devkitc", "/soc/adc@3ff48890", 0, 10, DisplayName = "GPIO 4")]
    [DataRow("esp32-devkitc", "/soc/adc@3ff48890", 9, 19, DisplayName = "GPIO 26")]
    [DataRow("esp32s3-devkitc", "/soc/adc@60040000", 9, 9, DisplayName = "GPIO 10")]
    [DataRow("esp32s3-devkitc", "/soc/adc@60040004", 0, 10, DisplayName = "GPIO 11")]
    [DataRow("rpi-pico", "/soc/adc@4004c000", 0, 0, DisplayName = "GP26")]
    [DataRow("rpi-pico", "/soc/adc@4004c000", 4, 4, DisplayName = "temperature")]
    public void An_input_of_a_converter_is_the_librarys_channel(string board, string path, int input, int expected)
    {
        FlattenedTree tree = Tree(board);

        Assert.AreEqual(expected, NumberingOf(tree).AdcChannel(Node(tree, path), input));
    }

    [TestMethod]
    [DataRow("esp32-devkitc", "/pin-controller/i2c0-default", "21 = 0x20100, 22 = 0x20101")]
    [DataRow("esp32-devkitc", "/pin-controller/spi2-default", "12 = 0x10101, 14 = 0x10102, 13 = 0x10100")]
    [DataRow("esp32-devkitc", "/pin-controller/spi3-default", "19 = 0x10201, 18 = 0x10202, 23 = 0x10200")]
    [DataRow("esp32-devkitc", "/pin-controller/ledc0-default", "27 = 0x40100")]
    [DataRow("esp32s3-devkitc", "/pin-controller/i2c0-default", "1 = 0x20100, 2 = 0x20101")]
    [DataRow("esp32s3-devkitc", "/pin-controller/i2c1-default", "4 = 0x20200, 5 = 0x20201")]
    [DataRow("esp32s3-devkitc", "/pin-controller/spi2-default", "13 = 0x10101, 12 = 0x10102, 11 = 0x10100")]
    [DataRow("esp32s3-devkitc", "/pin-controller/spi3-default", "37 = 0x10201, 36 = 0x10202, 39 = 0x10200")]
    public void The_function_of_a_pin_follows_from_its_signal(string board, string state, string expected)
    {
        FlattenedTree tree = Tree(board);
        Esp32Signals signals = ((Esp32Numbering)NumberingOf(tree)).Signals;

        Assert.AreEqual(expected, string.Join(", ", PinmuxCells.OfState(Node(tree, state)).Select(cell => $"{Esp32Signals.PinOf(cell)} = 0x{signals.FunctionOf(cell):x}")));
    }

    /// <summary>Cells as Zephyr's headers pack them: pin, signal in &lt;&lt; 6, signal out &lt;&lt; 15.</summary>
    [TestMethod]
    [DataRow(false, 1u | (0x1ffu << 6) | (14u << 15), 0x30100, DisplayName = "U0TXD")]
    [DataRow(false, 3u | (14u << 6) | (0x1ffu << 15), 0x30101, DisplayName = "U0RXD")]
    [DataRow(false, 17u | (0x1ffu << 6) | (198u << 15), 0x30300, DisplayName = "U2TXD")]
    [DataRow(true, 43u | (0x1ffu << 6) | (12u << 15), 0x30100, DisplayName = "S3 U0TXD")]
    [DataRow(false, 5u | (0x1ffu << 6) | (86u << 15), 0x41000, DisplayName = "channel 15, low speed 7, is PWM16")]
    [DataRow(true, 5u | (0x1ffu << 6) | (80u << 15), 0x40800, DisplayName = "S3 channel 7 is PWM8")]
    [DataRow(true, 5u | (0x1ffu << 6) | (81u << 15), -1, DisplayName = "RMT is not for SetPinFunction")]
    [DataRow(false, 5u | (71u << 6) | (0x1ffu << 15), -1, DisplayName = "what comes in as 71 is a pulse counter's")]
    [DataRow(false, 5u | (0x1ffu << 6) | (0x1ffu << 15), -1, DisplayName = "no signal")]
    public void Every_kind_of_function_has_its_number(bool s3, uint cell, int expected)
    {
        Esp32Signals signals = s3 ? Esp32Signals.CreateEsp32S3() : Esp32Signals.CreateEsp32();

        Assert.AreEqual(expected, signals.FunctionOf(cell));
    }

    [TestMethod]
    [DataRow(1, 8, 0, DisplayName = "TIM1_CH1 PA8")]
    [DataRow(1, 78, 3, DisplayName = "TIM1_CH4 PE14")]
    [DataRow(4, 60, 0, DisplayName = "TIM4_CH1 PD12")]
    [DataRow(5, 128, 3, DisplayName = "TIM5_CH4 PI0")]
    [DataRow(8, 41, 3, DisplayName = "TIM8_CH4 PC9")]
    [DataRow(9, 69, 0, DisplayName = "TIM9_CH1 PE5")]
    [DataRow(3, 109, -1, DisplayName = "no timer reaches PG13")]
    public void A_channel_of_a_timer_is_on_the_pins_of_the_data_sheet(int timer, int pin, int expected) => Assert.AreEqual(expected, Stm32TimerPins.ChannelOf(timer, pin));

    [TestMethod]
    public void A_board_whose_numbers_are_not_known_is_refused_with_those_that_are()
    {
        ProbeException refusal = Assert.ThrowsExactly<ProbeException>(() => NumberingOf(Tree("bcm2711-rpi-4-b")));

        Assert.AreEqual("/: compatible: expected st,stm32f429, st,stm32f769, espressif,esp32, espressif,esp32s3 or raspberrypi,rp2040", refusal.Message);
    }

    private static FlattenedTree Tree(string board) => new(BoardTree.Compile(board + ".dts"));

    private static TreeNode Node(FlattenedTree tree, string path)
    {
        int node = tree.FindNode(path);
        Assert.AreNotEqual(FlattenedTree.None, node, path);
        return new TreeNode(tree, node);
    }

    private static BoardNumbering NumberingOf(FlattenedTree tree) => KnownBoards.NumberingOf(new TreeNode(tree, FlattenedTree.Root));
}
