using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Boards.Nano
{
    /// <summary>What the ESP32 has beyond other chips: pins whose functions an application sets. Apart, since the library behind it exists on the ESP32 only.</summary>
    public static class Esp32Controllers
    {
        /// <summary>Adds the driver of the pin controller.</summary>
        public static void Register(DriverTable drivers, Esp32Numbering numbering)
        {
            drivers.Add(new Esp32PinsDriver(numbering.Signals));
        }
    }
}
