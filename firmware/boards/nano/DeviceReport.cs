using System;
using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Boards.Nano
{
    /// <summary>Says on the console what became of each device.</summary>
    public static class DeviceReport
    {
        /// <summary>One line per device that works or failed, and a count of those that no driver serves.</summary>
        public static void Print(Platform platform)
        {
            int unserved = 0;
            for (int i = 0; i < platform.DeviceCount; i++)
            {
                Device device = platform.DeviceAt(i);
                if (device.State == DeviceState.NoDriver) { unserved++; }
                else if (device.State == DeviceState.Bound) { Console.WriteLine("bound " + device.NodePath); }
                else { Console.WriteLine("not bound " + device.NodePath + ": " + device.Reason); }
            }
            Console.WriteLine("without driver " + unserved.ToString());
        }
    }
}
