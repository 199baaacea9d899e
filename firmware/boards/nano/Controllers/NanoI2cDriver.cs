using System.Device.I2c;
using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Boards.Nano
{
    /// <summary>Provides nanoFramework's I2C buses and makes devices of the chips on them.</summary>
    public sealed class NanoI2cDriver : Driver
    {
        private const uint StandardHertz = 100000;
        private const uint FastHertz = 400000;

        private readonly BoardNumbering _numbering;

        /// <summary>Creates the driver for a family's buses.</summary>
        public NanoI2cDriver(BoardNumbering numbering)
        {
            _numbering = numbering;
        }

        /// <inheritdoc/>
        public override string[] Compatibles
        {
            get { return _numbering.I2cCompatibles; }
        }

        /// <inheritdoc/>
        public override void Probe(Device device)
        {
            int id = _numbering.I2cBus(device.Node);
            if (id == BoardNumbering.None) { throw device.Error("reg", "the address of a bus that nanoFramework has"); }
            uint hertz = device.Node.Cell("clock-frequency", StandardHertz);
            I2cBusSpeed speed = hertz < FastHertz ? I2cBusSpeed.StandardMode : hertz == FastHertz ? I2cBusSpeed.FastMode : I2cBusSpeed.FastModePlus;
            NanoI2cBus bus = new NanoI2cBus(id, speed);
            device.Provide(bus);
            device.OnRelease(bus.Close);
            device.PopulateChildren();
        }
    }
}
