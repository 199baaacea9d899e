using System;
using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Gpio;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Boards.Nano
{
    /// <summary>Keeps the network interface to the modem open while the modem is ready, with the board's link LED lit; also after the modem has restarted.</summary>
    public sealed class ModemLink : InterfaceListener
    {
        private const string LedsPath = "/leds";
        private const string LedName = "link";

        private readonly Platform _platform;
        private readonly IpaDriver _driver;
        private readonly WorkItem _open;
        private readonly RmnetInterface _rmnet;

        /// <summary>Creates the link above a bound driver; <see cref="Follow"/> acts.</summary>
        public ModemLink(Platform platform, IpaDriver driver)
        {
            _platform = platform;
            _driver = driver;
            _open = new WorkItem(Open);
            _rmnet = new RmnetPort(driver.Interface, RmnetFormat.For(driver.Data)).CreateInterface(0);
        }

        /// <summary>The interface for IP packets.</summary>
        public RmnetInterface Rmnet
        {
            get { return _rmnet; }
        }

        /// <summary>Whether packets can be sent.</summary>
        public bool IsOpen
        {
            get { return _driver.Interface.IsOpen; }
        }

        /// <summary>Opens the interface as soon as the modem is ready, and each time that it is ready again.</summary>
        public void Follow()
        {
            _driver.Interface.SetListener(this);
            if (_driver.Interface.IsRegistered) { OnRegistered(); }
        }

        /// <inheritdoc/>
        public override void OnRegistered()
        {
            // Starting channels waits for the hardware, which only work may do.
            _platform.Loop.Post(_open);
        }

        /// <inheritdoc/>
        public override void OnUnregistered()
        {
            _platform.Loop.Cancel(_open);
            SetLed(false);
            Console.WriteLine("link down");
        }

        /// <inheritdoc/>
        public override void OnQueueRunning()
        {
        }

        private void Open()
        {
            _driver.Interface.Open();
            SetLed(true);
            Console.WriteLine("link up");
        }

        private void SetLed(bool on)
        {
            Device device = _platform.FindDevice(LedsPath);
            GpioLeds leds = device == null ? null : device.DriverData as GpioLeds;
            GpioLed led = leds == null ? null : leds.Find(LedName);
            if (led != null) { led.Set(on); }
        }
    }
}
