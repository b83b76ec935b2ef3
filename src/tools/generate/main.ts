console.log('usage follows')
