using System;
using System.Device.Gpio;
using System.Device.Spi;
using IpaEmbedded.Runtime.Spi;

namespace IpaEmbedded.Boards.Nano
{
    /// <summary>A bus of System.Device.Spi; what the library throws becomes a refusal.</summary>
    public sealed class NanoSpiBus : SpiBus
    {
        /// <summary>Stands for a chip select of the controller's own, which the library cannot use.</summary>
        public const int NativeChipSelect = -2;

        private readonly int _busId;
        private readonly int[] _chipSelectLines;
        private readonly SpiDevice[] _devices;

        /// <summary>A bus by the library's number, and the numbers of the pins that select its chips; -1 for a chip that is always selected, or <see cref="NativeChipSelect"/>.</summary>
        public NanoSpiBus(int busId, int[] chipSelectLines)
        {
            _busId = busId;
            _chipSelectLines = chipSelectLines;
            _devices = new SpiDevice[chipSelectLines.Length];
        }

        /// <inheritdoc/>
        public override bool Transfer(SpiClient client, byte[] write, byte[] read, int count)
        {
            int select = client.ChipSelect;
            if (select >= _chipSelectLines.Length || _chipSelectLines[select] == NativeChipSelect) { return false; }
            // One wire carries one direction at a time.
            if (client.IsThreeWire && write != null && read != null) { return false; }
            try
            {
                SpiDevice device = Open(client);
                if (read == null) { device.Write(new SpanByte(write == null ? new byte[count] : write, 0, count)); }
                else if (write == null) { device.Read(new SpanByte(read, 0, count)); }
                else { device.TransferFullDuplex(new SpanByte(write, 0, count), new SpanByte(read, 0, count)); }
                return true;
            }
            catch (Exception)
            {
                return false;
            }
        }

        /// <summary>Closes what was opened.</summary>
        public void Close()
        {
            for (int i = 0; i < _devices.Length; i++)
            {
                if (_devices[i] != null) { _devices[i].Dispose(); }
                _devices[i] = null;
            }
        }

        private SpiDevice Open(SpiClient client)
        {
            int select = client.ChipSelect;
            if (_devices[select] == null)
            {
                SpiConnectionSettings settings = new SpiConnectionSettings(_busId, _chipSelectLines[select]);
                settings.Mode = (SpiMode)client.Mode;
                settings.DataFlow = client.IsLeastSignificantFirst ? DataFlow.LsbFirst : DataFlow.MsbFirst;
                settings.ChipSelectLineActiveState = client.IsChipSelectHigh ? PinValue.High : PinValue.Low;
                settings.Configuration = client.IsThreeWire ? SpiBusConfiguration.HalfDuplex : SpiBusConfiguration.FullDuplex;
                if (client.Frequency != 0) { settings.ClockFrequency = (int)client.Frequency; }
                _devices[select] = SpiDevice.Create(settings);
            }
            return _devices[select];
        }
    }
}
