using Iot.Device.Adxl345;
using Iot.Device.Adxl357;
using Iot.Device.Bmp180;
using Iot.Device.Bno055;
using Iot.Device.Hmc5883l;
using Iot.Device.Imu;
using Iot.Device.Lis3DhAccelerometer;
using Iot.Device.Lsm9Ds1;

namespace IpaEmbedded.Boards.Linux.Iot;

/// <summary>Acceleration, rotation and magnetic field.</summary>
internal static class MotionSensors
{
    // The magnetometer inside an MPU-9250 answers at an address of its own.
    private const int Ak8963Address = 0x0c;

    public static IReadOnlyList<IotRow> Rows { get; } =
    [
        new(typeof(Mpu6050), c => new Mpu6050(c.I2c), "invensense,mpu6050"),
        new(typeof(Mpu6500), c => new Mpu6500(c.I2c), "invensense,mpu6500"),
        new(typeof(Mpu9250), c => new Mpu9250(c.I2c, true, c.Companion(Ak8963Address)), "invensense,mpu9250"),
        new(typeof(Lis3Dh), c => Lis3Dh.Create(c.I2c), "st,lis3dh-accel", "st,lis3dh"),
        new(typeof(Lsm9Ds1AccelerometerAndGyroscope), c => new Lsm9Ds1AccelerometerAndGyroscope(c.I2c), "st,lsm9ds1-imu"),
        new(typeof(Lsm9Ds1Magnetometer), c => new Lsm9Ds1Magnetometer(c.I2c), "st,lsm9ds1-magn"),
        new(typeof(Adxl357), c => new Adxl357(c.I2c), "adi,adxl357"),
        new(typeof(Adxl345), c => new Adxl345(c.Spi, GravityRange.Range04), "adi,adxl345"),
        new(typeof(Hmc5883l), c => new Hmc5883l(c.I2c), "honeywell,hmc5883l"),
        new(typeof(Bno055Sensor), c => new Bno055Sensor(c.I2c), "bosch,bno055"),
        new(typeof(Bmm150), c => new Bmm150(c.I2c), "bosch,bmm150_magn", "bosch,bmm150"),
    ];
}
