using IpaEmbedded.Devices.Clocks;
using IpaEmbedded.Devices.Memories;
using IpaEmbedded.Devices.Sensors;
using IpaEmbedded.HostTests.Runtime;
using IpaEmbedded.Runtime.I2c;

namespace IpaEmbedded.HostTests.Devices;

[TestClass]
public class ClockAndMemoryChipTests
{
    private static string Text(CalendarTime time) => $"{time.Year}-{time.Month:d2}-{time.Day:d2} {time.Hour:d2}:{time.Minute:d2}:{time.Second:d2} day {time.DayOfWeek}";

    private static (RealTimeClock Clock, int[] Registers, TestI2cBus Bus, TestPlatform Test) ClockBoard()
    {
        var bus = new TestI2cBus();
        int[] registers = bus.AttachRegisters(0x68, 1);
        var test = ChipBoard.I2c(bus, "compatible = \"maxim,ds3231\"; reg = <0x68>;");
        return (RealTimeClock.Of(test.Platform, "/i2c/chip"), registers, bus, test);
    }

    [TestMethod]
    [DataRow("59 07 23 01 29 11 26", "2026-11-29 23:07:59 day 1")]
    [DataRow("00 00 52 07 01 81 00", "2100-01-01 00:00:00 day 7")]
    [DataRow("00 00 72 07 01 01 00", "2000-01-01 12:00:00 day 7")]
    [DataRow("00 30 71 02 09 12 99", "2099-12-09 23:30:00 day 2")]
    public void A_clock_reads_digits_centuries_and_both_ways_to_count_hours(string digits, string expected)
    {
        var (clock, registers, _, _) = ClockBoard();
        digits.Split(' ').Select(text => Convert.ToInt32(text, 16)).ToArray().CopyTo(registers, 0);
        var time = new CalendarTime();

        Assert.IsTrue(clock.Read(time));
        Assert.AreEqual(expected, Text(time));
    }

    [TestMethod]
    [DataRow("5a 07 23 01 29 11 26")]
    [DataRow("59 60 23 01 29 11 26")]
    [DataRow("59 07 24 01 29 11 26")]
    [DataRow("59 07 23 01 00 11 26")]
    [DataRow("59 07 23 01 29 13 26")]
    [DataRow("59 07 23 00 29 11 26")]
    [DataRow("59 07 73 01 29 11 26")]
    public void Registers_that_are_no_time_are_none(string digits)
    {
        var (clock, registers, _, _) = ClockBoard();
        digits.Split(' ').Select(text => Convert.ToInt32(text, 16)).ToArray().CopyTo(registers, 0);

        Assert.IsFalse(clock.Read(new CalendarTime()));
    }

    [TestMethod]
    public void A_clock_that_stood_still_does_not_know_the_time_until_it_is_set()
    {
        var (clock, registers, bus, _) = ClockBoard();
        new[] { 0x59, 0x07, 0x23, 0x01, 0x29, 0x11, 0x26 }.CopyTo(registers, 0);
        Assert.IsTrue(clock.Read(new CalendarTime()));
        registers[0x0f] = 0x88;
        var time = new CalendarTime { Year = 2126, Month = 2, Day = 28, DayOfWeek = 4, Hour = 9, Minute = 5, Second = 30 };

        Assert.IsFalse(clock.Read(new CalendarTime()), "what it shows may be anything");
        Assert.IsTrue(clock.Write(time));
        Assert.AreEqual("30 05 09 04 28 82 26", string.Join(" ", registers.Take(7).Select(value => value.ToString("x2"))));
        Assert.AreEqual(0x08, registers[0x0f]);
        var back = new CalendarTime();
        Assert.IsTrue(clock.Read(back));
        Assert.AreEqual("2126-02-28 09:05:30 day 4", Text(back));

        time.Month = 13;
        Assert.IsFalse(clock.Write(time), "there is no such month");
        bus.Detach(0x68);
        Assert.IsFalse(clock.Read(back));
        time.Month = 12;
        Assert.IsFalse(clock.Write(time));
    }

    [TestMethod]
    public void A_clock_that_stood_still_and_could_not_be_set_still_does_not_know_the_time()
    {
        var bus = new TestI2cBus();
        int[] registers = [0x59, 0x07, 0x23, 0x01, 0x29, 0x11, 0x26, 0, 0, 0, 0, 0, 0, 0, 0, 0x80];
        int pointer = 0;
        bus.Attach(0x68, (written, count) =>
        {
            // The seven bytes of a time are too much for this bus today.
            if (written.Length > 2) { return null; }
            if (written.Length > 0) { pointer = written[0]; }
            if (written.Length > 1) { registers[pointer] = written[1]; }
            return [.. registers.Skip(pointer).Take(count).Select(value => (byte)value)];
        });
        var clock = RealTimeClock.Of(ChipBoard.I2c(bus, "compatible = \"maxim,ds3231\"; reg = <0x68>;").Platform, "/i2c/chip");

        Assert.IsFalse(clock.Write(new CalendarTime { Year = 2026, Month = 11, Day = 30, DayOfWeek = 2, Hour = 9 }));

        Assert.IsFalse(clock.Read(new CalendarTime()), "what it shows is from before it stood still");
    }

    [TestMethod]
    public void A_clock_chip_is_a_thermometer_too()
    {
        var (_, registers, _, test) = ClockBoard();
        (registers[0x11], registers[0x12]) = (0xf5, 0x40);

        Assert.IsTrue(Sensor.Of(test.Platform, "/i2c/chip").Read(Quantity.Temperature, out int value));
        Assert.AreEqual(-10750, value);
    }

    /// <summary>A memory whose chip is busy for some questions after each write, as its own test double.</summary>
    private sealed class MemoryBus
    {
        private int _busy;

        public MemoryBus(int addressBytes, params int[] addresses)
        {
            foreach (int block in Enumerable.Range(0, addresses.Length))
            {
                Bus.Attach(addresses[block], (written, count) => Answer(addressBytes, block * 256, written, count));
            }
        }

        public TestI2cBus Bus { get; } = new();

        public byte[] Bytes { get; } = new byte[65536];

        public int QuestionsWhileBusy { get; set; }

        public List<string> Writes { get; } = [];

        private byte[]? Answer(int addressBytes, int block, byte[] written, int count)
        {
            if (_busy > 0)
            {
                _busy--;
                return null;
            }
            int at = block + (addressBytes == 2 ? (written[0] << 8) | written[1] : written[0]);
            written.AsSpan(addressBytes).CopyTo(Bytes.AsSpan(at));
            if (written.Length > addressBytes)
            {
                Writes.Add($"{at}+{written.Length - addressBytes}");
                _busy = QuestionsWhileBusy;
            }
            return Bytes[at..(at + count)];
        }
    }

    [TestMethod]
    [DataRow("atmel,24c02", 256, 8)]
    [DataRow("atmel,24c16", 2048, 16)]
    [DataRow("atmel,24c32", 4096, 32)]
    [DataRow("atmel,24c256", 32768, 64)]
    [DataRow("atmel,24c512", 65536, 128)]
    public void A_memory_has_the_size_and_page_of_its_table(string compatible, int size, int page)
    {
        var memory = new MemoryBus(size <= 2048 ? 1 : 2, 0x50);
        var eeprom = ChipBoard.Chip<Eeprom>(ChipBoard.I2c(memory.Bus, $"compatible = \"{compatible}\"; reg = <0x50>;"));

        Assert.AreEqual(size, eeprom.Size);
        Assert.AreEqual(page, eeprom.PageSize);
    }

    [TestMethod]
    public void A_write_is_divided_at_pages_and_asks_until_the_memory_answers_again()
    {
        var memory = new MemoryBus(2, 0x50);
        var test = ChipBoard.I2c(memory.Bus, "compatible = \"atmel,24c32\"; reg = <0x50>;");
        var eeprom = ChipBoard.Chip<Eeprom>(test);
        memory.QuestionsWhileBusy = 5;
        byte[] bytes = [.. Enumerable.Range(1, 40).Select(i => (byte)i)];
        byte[] back = new byte[40];

        Assert.AreEqual(I2cStatus.FullTransfer, eeprom.Write(30, bytes, 40));
        Assert.AreEqual(I2cStatus.FullTransfer, eeprom.Read(30, back, 40));

        CollectionAssert.AreEqual(bytes, back);
        Assert.AreEqual("30+2 32+32 64+6", string.Join(" ", memory.Writes));
        Assert.AreEqual(15000, test.Loop.Now, "five questions a page, a millisecond apart");
    }

    [TestMethod]
    public void A_memory_that_never_answers_again_is_given_up_after_25_ms()
    {
        var memory = new MemoryBus(2, 0x50);
        var test = ChipBoard.I2c(memory.Bus, "compatible = \"atmel,24c32\"; reg = <0x50>;");
        var eeprom = ChipBoard.Chip<Eeprom>(test);
        memory.QuestionsWhileBusy = int.MaxValue;
        eeprom.Write(0, new byte[1], 1);

        Assert.AreEqual(I2cStatus.AddressNotAcknowledged, eeprom.Read(0, new byte[1], 1));
        Assert.AreEqual(25000, test.Loop.Now);
        Assert.AreEqual(I2cStatus.AddressNotAcknowledged, eeprom.Read(0, new byte[1], 1), "and who does not answer for another reason is not asked for long");
        Assert.AreEqual(25000, test.Loop.Now);
    }

    [TestMethod]
    public void A_small_memory_has_an_address_for_every_256_bytes()
    {
        var memory = new MemoryBus(1, 0x50, 0x51, 0x52, 0x53);
        var eeprom = ChipBoard.Chip<Eeprom>(ChipBoard.I2c(memory.Bus, "compatible = \"atmel,24c08\"; reg = <0x50>;"));
        byte[] bytes = [.. Enumerable.Range(1, 20).Select(i => (byte)i)];
        byte[] back = new byte[20];

        Assert.AreEqual(I2cStatus.FullTransfer, eeprom.Write(504, bytes, 20));
        Assert.AreEqual(I2cStatus.FullTransfer, eeprom.Read(504, back, 20));

        CollectionAssert.AreEqual(bytes, back);
        Assert.AreEqual("504+8 512+12", string.Join(" ", memory.Writes));
        CollectionAssert.AreEqual(bytes, memory.Bytes[504..524]);
    }

    [TestMethod]
    [DataRow(4095, 2)]
    [DataRow(-1, 1)]
    [DataRow(4097, 0)]
    [DataRow(0, -1)]
    public void What_lies_outside_is_neither_read_nor_written(int offset, int count)
    {
        var memory = new MemoryBus(2, 0x50);
        var eeprom = ChipBoard.Chip<Eeprom>(ChipBoard.I2c(memory.Bus, "compatible = \"atmel,24c32\"; reg = <0x50>;"));

        Assert.AreEqual(I2cStatus.Unsupported, eeprom.Read(offset, new byte[8], count));
        Assert.AreEqual(I2cStatus.Unsupported, eeprom.Write(offset, new byte[8], count));
    }

    [TestMethod]
    public void A_memory_that_the_tree_protects_is_not_written()
    {
        var memory = new MemoryBus(2, 0x50);
        var eeprom = ChipBoard.Chip<Eeprom>(ChipBoard.I2c(memory.Bus, "compatible = \"atmel,24c32\"; reg = <0x50>; read-only;"));

        Assert.IsTrue(eeprom.IsReadOnly);
        Assert.AreEqual(I2cStatus.Unsupported, eeprom.Write(0, new byte[1], 1));
        Assert.IsEmpty(memory.Writes);
    }

    [TestMethod]
    [DataRow("size = <0>;", "/i2c/chip: size: expected 1 to 65536 bytes, found 0")]
    [DataRow("size = <65537>;", "/i2c/chip: size: expected 1 to 65536 bytes, found 65537")]
    [DataRow("pagesize = <0>;", "/i2c/chip: pagesize: expected 1 to 256 bytes, found 0")]
    [DataRow("address-width = <24>;", "/i2c/chip: address-width: expected 8 or 16, found 24")]
    public void A_memory_that_cannot_be_is_explained(string properties, string reason) =>
        Assert.AreEqual(reason, ChipBoard.I2c(new MemoryBus(2, 0x50).Bus, "compatible = \"atmel,24c32\"; reg = <0x50>; " + properties).Reason("/i2c/chip"));
}
