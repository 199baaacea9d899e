using System;
using System.Device.I2c;
using IpaEmbedded.Runtime.I2c;

namespace IpaEmbedded.Boards.Nano
{
    /// <summary>A bus of System.Device.I2c; what the library throws becomes a status.</summary>
    public sealed class NanoI2cBus : I2cBus
    {
        private const int Addresses = 128;

        private static readonly byte[] Nothing = new byte[0];

        private readonly int _busId;
        private readonly I2cBusSpeed _speed;
        private readonly I2cDevice[] _devices = new I2cDevice[Addresses];

        /// <summary>A bus by the library's number; a chip is opened at its first transfer.</summary>
        public NanoI2cBus(int busId, I2cBusSpeed speed)
        {
            _busId = busId;
            _speed = speed;
        }

        /// <inheritdoc/>
        public override I2cStatus Transfer(I2cClient client, byte[] write, int writeCount, byte[] read, int readCount)
        {
            // The library has no ten-bit addresses.
            if (client.IsTenBit) { return I2cStatus.Unsupported; }
            try
            {
                I2cDevice device = Open(client.Address);
                SpanByte written = new SpanByte(write == null ? Nothing : write, 0, writeCount);
                I2cTransferResult result;
                if (readCount == 0) { result = device.Write(written); }
                else if (writeCount == 0) { result = device.Read(new SpanByte(read, 0, readCount)); }
                else { result = device.WriteRead(written, new SpanByte(read, 0, readCount)); }
                return StatusOf(result.Status);
            }
            catch (ArgumentException)
            {
                return I2cStatus.Unsupported;
            }
            catch (Exception)
            {
                return I2cStatus.BusError;
            }
        }

        /// <summary>Closes what was opened.</summary>
        public void Close()
        {
            for (int i = 0; i < Addresses; i++)
            {
                if (_devices[i] != null) { _devices[i].Dispose(); }
                _devices[i] = null;
            }
        }

        private static I2cStatus StatusOf(I2cTransferStatus status)
        {
            switch (status)
            {
                case I2cTransferStatus.FullTransfer: return I2cStatus.FullTransfer;
                case I2cTransferStatus.ClockStretchTimeout: return I2cStatus.ClockStretchTimeout;
                case I2cTransferStatus.PartialTransfer: return I2cStatus.PartialTransfer;
                case I2cTransferStatus.SlaveAddressNotAcknowledged: return I2cStatus.AddressNotAcknowledged;
                default: return I2cStatus.BusError;
            }
        }

        private I2cDevice Open(int address)
        {
            if (_devices[address] == null) { _devices[address] = I2cDevice.Create(new I2cConnectionSettings(_busId, address, _speed)); }
            return _devices[address];
        }
    }
}
