namespace IpaEmbedded.HostTests.Boards.Nano;

/// <summary>Stand-ins for nanoFramework's libraries of buses that do something: they write down what is asked of them, and answer what a test has set.</summary>
internal static class NanoLibraries
{
    public const string Source = """
        using System.Collections;
        using System.Globalization;

        namespace System
        {
            public struct SpanByte
            {
                private readonly byte[] _array; private readonly int _start;
                public SpanByte(byte[] array, int start, int length) { if (start + length > array.Length) { throw new ArgumentOutOfRangeException(); } _array = array; _start = start; Length = length; }
                public int Length { get; }
                public byte this[int index] { get => _array[_start + index]; set => _array[_start + index] = value; }
                public string Text { get { string text = ""; for (int i = 0; i < Length; i++) { text += this[i].ToString("x2"); } return text; } }
            }
        }
        namespace StandIns
        {
            public static class Libraries
            {
                public static readonly ArrayList Calls = new ArrayList();
                public static System.Exception Failure;
                public static int TransferStatus = 1;
                public static int Value;
                public static bool NoChannel;
                public static void Add(string call) { Calls.Add(call); if (Failure != null) { throw Failure; } }
                public static void Fill(System.SpanByte bytes) { for (int i = 0; i < bytes.Length; i++) { bytes[i] = (byte)(i + 1); } }
                public static string Of(double number) => number.ToString(CultureInfo.InvariantCulture);
            }
        }
        namespace System.Device.Gpio
        {
            using StandIns;
            public enum PinMode { Input, InputPullDown, InputPullUp, Output, OutputOpenDrain, OutputOpenDrainPullUp, OutputOpenSource, OutputOpenSourcePullDown }
            public enum PinEventTypes { None, Rising, Falling }
            public class PinValueChangedEventArgs { public PinValueChangedEventArgs(PinEventTypes type) { ChangeType = type; } public PinEventTypes ChangeType { get; } }
            public delegate void PinValueChangedEventHandler(object sender, PinValueChangedEventArgs e);
            public struct PinValue
            {
                private readonly bool _high;
                private PinValue(bool high) { _high = high; }
                public static PinValue High => new PinValue(true);
                public static PinValue Low => new PinValue(false);
                public static bool operator ==(PinValue a, PinValue b) => a._high == b._high;
                public static bool operator !=(PinValue a, PinValue b) => a._high != b._high;
                public override bool Equals(object other) => false;
                public override int GetHashCode() => 0;
                public override string ToString() => _high ? "high" : "low";
            }
            public class GpioPin
            {
                public static readonly Hashtable Opened = new Hashtable();
                public event PinValueChangedEventHandler ValueChanged;
                public int PinNumber { get; set; }
                // Pins 34 and above have no pulls, as on the ESP32.
                public bool IsPinModeSupported(PinMode mode) => PinNumber < 34 || (mode != PinMode.InputPullUp && mode != PinMode.InputPullDown);
                public void SetPinMode(PinMode mode) => Libraries.Add("pin " + PinNumber + " " + mode);
                public PinValue Read() => Libraries.Value != 0 ? PinValue.High : PinValue.Low;
                public void Write(PinValue value) => Libraries.Add("pin " + PinNumber + " " + value);
                public static void Edge(int pin, bool high) { GpioPin at = (GpioPin)Opened[pin]; if (at.ValueChanged != null) { at.ValueChanged(at, new PinValueChangedEventArgs(high ? PinEventTypes.Rising : PinEventTypes.Falling)); } }
            }
            public class GpioController { public GpioPin OpenPin(int pin) { GpioPin opened = new GpioPin { PinNumber = pin }; GpioPin.Opened[pin] = opened; return opened; } }
        }
        namespace System.Device.I2c
        {
            using StandIns;
            public enum I2cBusSpeed { StandardMode, FastMode, FastModePlus }
            public enum I2cTransferStatus { UnknownError, FullTransfer, ClockStretchTimeout, PartialTransfer, SlaveAddressNotAcknowledged }
            public struct I2cTransferResult { public I2cTransferStatus Status => (I2cTransferStatus)Libraries.TransferStatus; }
            public class I2cConnectionSettings
            {
                public I2cConnectionSettings(int bus, int address, I2cBusSpeed speed) { Text = "i2c " + bus + " 0x" + address.ToString("x") + " " + speed; }
                public string Text { get; }
            }
            public class I2cDevice : IDisposable
            {
                private readonly string _name;
                public I2cDevice(I2cConnectionSettings settings) { _name = settings.Text; }
                public static I2cDevice Create(I2cConnectionSettings settings) { Libraries.Add("open " + settings.Text); return new I2cDevice(settings); }
                public I2cTransferResult Write(SpanByte bytes) { Libraries.Add("write " + bytes.Text); return default; }
                public I2cTransferResult Read(SpanByte bytes) { Libraries.Fill(bytes); Libraries.Add("read " + bytes.Length); return default; }
                public I2cTransferResult WriteRead(SpanByte write, SpanByte read) { Libraries.Fill(read); Libraries.Add("write " + write.Text + " read " + read.Length); return default; }
                public void Dispose() => Libraries.Calls.Add("close " + _name);
            }
        }
        namespace System.Device.Spi
        {
            using StandIns;
            using System.Device.Gpio;
            public enum SpiMode { Mode0, Mode1, Mode2, Mode3 }
            public enum DataFlow { MsbFirst, LsbFirst }
            public enum SpiBusConfiguration { FullDuplex, HalfDuplex, Simplex }
            public class SpiConnectionSettings
            {
                public SpiConnectionSettings(int bus, int line) { Name = "spi " + bus + " " + line; ChipSelectLineActiveState = PinValue.Low; }
                public string Name { get; }
                public SpiMode Mode { get; set; }
                public DataFlow DataFlow { get; set; }
                public PinValue ChipSelectLineActiveState { get; set; }
                public SpiBusConfiguration Configuration { get; set; }
                public int ClockFrequency { get; set; }
            }
            public class SpiDevice : IDisposable
            {
                private readonly string _name;
                private SpiDevice(string name) { _name = name; }
                public static SpiDevice Create(SpiConnectionSettings s) { Libraries.Add("open " + s.Name + " " + s.Mode + " " + s.DataFlow + " " + s.ChipSelectLineActiveState + " " + s.Configuration + " " + s.ClockFrequency); return new SpiDevice(s.Name); }
                public void Write(SpanByte bytes) => Libraries.Add("write " + bytes.Text);
                public void Read(SpanByte bytes) { Libraries.Fill(bytes); Libraries.Add("read " + bytes.Length); }
                public void TransferFullDuplex(SpanByte write, SpanByte read) { Libraries.Fill(read); Libraries.Add("transfer " + write.Text); }
                public void Dispose() => Libraries.Calls.Add("close " + _name);
            }
        }
        namespace System.Device.Pwm
        {
            using StandIns;
            public class PwmChannel : IDisposable
            {
                public static PwmChannel CreateFromPin(int pin, int frequency, double duty) { Libraries.Add("pwm " + pin); return Libraries.NoChannel ? null : new PwmChannel(); }
                public int Frequency { set => Libraries.Add(value + " Hz"); }
                public double DutyCycle { set => Libraries.Add("duty " + Libraries.Of(value)); }
                public void Start() => Libraries.Add("start");
                public void Stop() => Libraries.Add("stop");
                public void Dispose() => Libraries.Calls.Add("close");
            }
        }
        namespace System.Device.Adc
        {
            using StandIns;
            public class AdcChannel : IDisposable { public int ReadValue() { Libraries.Add("read"); return Libraries.Value; } public void Dispose() => Libraries.Calls.Add("close"); }
            public class AdcController
            {
                private static bool _made;
                public AdcController() { if (_made) { throw new InvalidOperationException("a second AdcController"); } _made = true; }
                public int MaxValue => 4095;
                public AdcChannel OpenChannel(int channel) { Libraries.Add("adc " + channel); return new AdcChannel(); }
            }
        }
        namespace nanoFramework.Hardware.Esp32
        {
            using StandIns;
            public enum DeviceFunction { None }
            public static class Configuration { public static void SetPinFunction(int pin, DeviceFunction function) => Libraries.Add("function " + pin + " 0x" + ((int)function).ToString("x")); }
        }
        """;
}
