using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;
using IpaEmbedded.Runtime.Gpio;

namespace IpaEmbedded.Boards.Nano
{
    /// <summary>Provides nanoFramework's SPI buses, whose chip selects are pins by number, and makes devices of the chips on them.</summary>
    public sealed class NanoSpiDriver : Driver
    {
        private const string ChipSelects = "cs-gpios";
        private const int AlwaysSelected = -1;

        private readonly BoardNumbering _numbering;

        /// <summary>Creates the driver for a family's buses.</summary>
        public NanoSpiDriver(BoardNumbering numbering)
        {
            _numbering = numbering;
        }

        /// <inheritdoc/>
        public override string[] Compatibles
        {
            get { return _numbering.SpiCompatibles; }
        }

        /// <inheritdoc/>
        public override void Probe(Device device)
        {
            int id = _numbering.SpiBus(device.Node);
            if (id == BoardNumbering.None) { throw device.Error("reg", "the address of a bus that nanoFramework has"); }
            NanoSpiBus bus = new NanoSpiBus(id, LinesOf(device));
            device.Provide(bus);
            device.OnRelease(bus.Close);
            device.PopulateChildren();
        }

        private static int[] LinesOf(Device device)
        {
            // Without chip selects there is one chip.
            if (!device.HasProperty(ChipSelects)) { return new int[] { AlwaysSelected }; }
            PhandleList list = new PhandleList(device.Node, ChipSelects, "#gpio-cells");
            int[] lines = new int[CountOf(device)];
            for (int i = 0; i < lines.Length && list.Next(); i++)
            {
                lines[i] = NanoSpiBus.NativeChipSelect;
                if (list.Supplier == FlattenedTree.None) { continue; }
                // Held by the bus, so that nobody else drives it; the library opens it by its number.
                GpioLine line = device.Gpio(ChipSelects, i);
                BoardPins pins = line.Controller as BoardPins;
                if (pins == null) { throw device.Error(ChipSelects, "pins of the chip itself"); }
                lines[i] = pins.NumberOf(line.Pin);
            }
            return lines;
        }

        private static int CountOf(Device device)
        {
            PhandleList list = new PhandleList(device.Node, ChipSelects, "#gpio-cells");
            int count = 0;
            while (list.Next()) { count++; }
            if (list.Fault != null) { throw device.Error(ChipSelects, list.Fault); }
            return count;
        }
    }
}
